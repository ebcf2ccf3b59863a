import type { AboutLine } from '#app/lib/sheet/sheet.ts'
import { aboutCount, aboutMoment, aboutShare, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { HeatmapView } from './read-heatmap-view.server.ts'
import { readRubric } from './read-rubric.server.ts'

/**
 * Where the figures of a level of the heatmap come from, for a file of them: cycle, rubric, of how many people they are, as far as the
 * reader may know, and what is held back.
 *
 * @param of.familyId the one family that the figures are of
 */
export async function aboutHeatmapView(
	scope: AccountScope,
	{ view, familyId }: { view: HeatmapView; familyId?: string | undefined },
): Promise<AboutLine[]> {
	const { cycle, node, cells, k, comparisonName, isSuppressed } = view
	const rubric = await readRubric(scope, cycle)
	const own = cells.get(node.id)
	const coverage = familyId
		? own?.families.find((one) => one.familyId === familyId)?.coverage
		: own?.allCoverage.cell
	const shown = coverage?.kind === 'shown' ? coverage.coverage : null
	return [
		aboutText('Cycle', cycle.name),
		...(cycle.version === null
			? [aboutText('Version of its results', 'running: as it stands now')]
			: [aboutCount('Version of its results', cycle.version)]),
		...(cycle.publishedAt ? [aboutMoment('Published', cycle.publishedAt.toISOString())] : []),
		aboutText('Framework', `${rubric.title}, version ${rubric.version}`),
		aboutText('Compared with', comparisonName ?? 'no cycle: it is the first'),
		aboutText('Team', node.name),
		...(shown
			? [
					aboutCount('Eligible there', shown.eligible),
					aboutCount('Assessed of these', shown.assessed),
					aboutShare('Coverage', shown.share),
				]
			: [aboutText('Coverage', coverage?.kind === 'suppressed' ? 'suppressed' : 'nobody is eligible')]),
		aboutText(
			'Suppression',
			isSuppressed
				? `Figures about fewer than ${k} people are held back, and so is what would give them away: it says “suppressed” there. Decided for the person who made this file.`
				: 'None: who made this file sees everybody. Figures about few people are in here.',
		),
	]
}
