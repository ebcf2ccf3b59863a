import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { firstRows } from '#app/charts/first-rows.ts'
import { heatStatisticWords } from '#app/charts/heat-statistic.ts'
import { heatTableOf } from '#app/charts/heat-table.ts'
import { movedCells, movementOf } from '#app/charts/moved-cells.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import { hasMoved } from '#app/domain/heatmap/has-moved.ts'
import { heatStatistics } from '#app/domain/heatmap/heatmap-words.ts'
import type { BeginWith } from './read-begin-with.server.ts'
import { readStuck } from './read-stuck.server.ts'

/** So many teams that moved are named: the table has them all. */
const few = 6

/**
 * What whoever reads the whole company begins with: their own view, or else the top of the newest published heatmap. The same
 * figures by the same read as on its own page. Null for anybody else, and before the first publication.
 */
export async function readLandscape(
	{ scope, person, account }: AccountSession,
	{ beginWith }: { beginWith: BeginWith | null },
) {
	const reach = reachOf(person, 'heatmap.read')
	if (!reach.has('all') && !reach.has('suppressed')) return null
	const own = beginWith && (await readPublished(scope, person, beginWith.parameters))
	const view = own ?? (await readPublished(scope, person, {}))
	if (!view) return null
	const { cycle, node, cells } = view
	const { locale } = account
	const statistic = (own && beginWith && statisticAtHome(beginWith.parameters)) || 'mean'
	const kept: Record<string, string> = statistic === 'mean' ? {} : { statistic }
	const href = (to: string, nodeId: string, more: Record<string, string> = {}) =>
		`/a/${account.slug}/heatmap${to}?${new URLSearchParams({ cycle: cycle.ref, node: nodeId, ...more })}`
	const cellHref = (id: string, family: string) => href('/cell', id, { family })
	const { level, more } = firstRows(view)
	const moved = movedCells(view, locale)
	const stuck = await readStuck(scope, { view: { ...view, children: level.children }, locale })
	return {
		cycleName: cycle.name,
		publishedAt: cycle.publishedAt,
		/** Of a part of the company, where the reader’s own view is of that. */
		partName: node.id === account.id ? null : node.name,
		/** What becomes of the view that the reader has chosen to begin with. */
		ownView: !beginWith ? null : !own ? 'gone' : statisticAtHome(beginWith.parameters) ? 'here' : 'elsewhere',
		statisticTitle: heatStatisticWords[statistic].title,
		scale: heatStatisticWords[statistic].scale,
		assessed: assessedText(cellOfFamily(cells.get(node.id), allFamiliesId), locale),
		comparisonName: view.comparisonName,
		isSuppressed: view.isSuppressed,
		boardHref: `/a/${account.slug}/board?${new URLSearchParams({ cycle: cycle.ref, node: node.id })}`,
		moved: {
			families: moved.families.map((one) => movedOf(one, cellHref)),
			// A stable sort: what changed alike stays in the order of the table.
			teams: moved.teams
				.filter(hasMoved)
				.toSorted((a, b) => Math.abs(movementOf(b)) - Math.abs(movementOf(a)))
				.slice(0, few)
				.map((one) => movedOf(one, cellHref)),
			stuck: (stuck ?? []).map(({ targetText, ...one }) => ({ ...movedOf(one, cellHref), targetText })),
		},
		more,
		...heatTableOf(level, {
			statistic,
			locale,
			nodeHref: (id) => href('', id, kept),
			totalHref: href('', node.id, kept),
			cellHref,
		}),
	}
}

/** Null for a view that is no table of tiers by role family, and of targets, which are not read here: it stands on its own page alone. */
function statisticAtHome({ statistic = 'mean', by = 'families', metric }: Readonly<Record<string, string>>) {
	if (by !== 'families' || metric) return null
	return heatStatistics.find((one) => one === statistic && one !== 'target') ?? null
}

/** Null where there is none such, and while nothing is published. */
async function readPublished(
	scope: AccountSession['scope'],
	person: AccountSession['person'],
	{ cycle, node }: Readonly<Record<string, string>>,
): Promise<HeatmapView | null> {
	const view = await readHeatmapView(scope, person, { cycle, nodeId: node, withoutLive: true })
	return view === null || view === 'nothing' || view.cycle.version === null ? null : view
}

type Moved = ReturnType<typeof movedCells>['families'][number]

const movedOf = (
	{ name, nodeId, familyId, figures, text, description }: Moved,
	cellHref: (nodeId: string, familyId: string) => string,
) => ({ name, nodeId, familyId, figures, text, description, href: cellHref(nodeId, familyId) })
