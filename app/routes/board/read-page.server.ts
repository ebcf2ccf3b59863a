import { z } from 'zod'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { allFamiliesId, assessedText, cellOfFamily, saysPartial } from '#app/charts/describe-heat-cell.ts'
import { firstRows } from '#app/charts/first-rows.ts'
import { isNone, someCell } from '#app/charts/heat-cell.ts'
import { heatTableOf } from '#app/charts/heat-table.ts'
import { listTrainingTargets } from '#app/data/list-training-targets.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { cycleOptions } from '#app/domain/heatmap/cycle-options.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import { notFound } from '#app/lib/http.server.ts'
import { formatShare } from '#app/ui/format.tsx'
import { boardSentences } from './board-sentences.ts'
import { familyTableOf } from './family-table.ts'

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	/** A node of another cycle: where this one has none such for the reader, the page opens as without it. */
	near: z.string().min(1).max(60).optional(),
	/** For a meeting, on a screen that all look at. */
	present: z.literal('1').optional().catch(undefined),
})

/** The board page that the URL asks for: of a published cycle. What is not there for this person is the 404. */
export async function readBoardPage(session: AccountSession, url: URL) {
	const { scope, person, account } = session
	const search = searchSchema.safeParse(Object.fromEntries(url.searchParams))
	if (!search.success || search.data.cycle === liveCycle) throw notFound()
	const { cycle, node, near, present } = search.data
	const view =
		(await readHeatmapView(scope, person, { cycle, nodeId: node ?? near })) ??
		(node === undefined && near !== undefined ? await readHeatmapView(scope, person, { cycle }) : null)
	if (view === null) throw notFound()
	// What is running is on the heatmap alone: a page for a board does not change while it is on the table.
	if (view === 'nothing' || view.snapshotId === null) return { kind: 'nothing' as const }
	const { locale, timeZone } = account
	const [rubric, held] = [
		await readRubric(scope, view.cycle),
		await listTrainingTargets(scope, {
			snapshotId: view.snapshotId,
			nodeIds: view.path.map(({ id }) => id).reverse(),
		}),
	]
	const targets = new Map(
		held.flatMap(({ familyId, target }) => (target?.isFrozen ? [[familyId, target.halfSteps] as const] : [])),
	)
	const root = `/a/${account.slug}`
	const address = (to: string, nodeId: string, more: Record<string, string> = {}) =>
		`${root}/${to}?${new URLSearchParams({ cycle: view.cycle.ref, node: nodeId, ...more })}`
	const kept: Record<string, string> = present ? { present } : {}
	const cellHref = (nodeId: string, family: string) => address('heatmap/cell', nodeId, { family })
	const { level, more } = firstRows(view)
	const teams = heatTableOf(level, {
		statistic: 'mean',
		locale,
		nodeHref: (id) => address('board', id, kept),
		cellHref,
	})
	const byFamily = familyTableOf(view, {
		locale,
		cellHref: (family) => cellHref(view.node.id, family),
	})
	return {
		kind: 'board' as const,
		isPresented: present !== undefined,
		...{ locale, timeZone, accountName: account.name },
		...aboutOf(view, locale),
		path: view.path.map(({ id, name }) => ({ name, href: address('board', id, kept) })),
		isRoot: view.node.id === account.id,
		rubric: `${rubric.title}, version ${rubric.version}`,
		sentences: boardSentences({ level: view, comparisonName: view.comparisonName, targets, locale }),
		teams: { ...teams, more },
		byFamily,
		hasPartialRows: someCell([teams.total, ...teams.rows, byFamily.total, ...byFamily.rows], saysPartial),
		hasUncompared: someCell([byFamily.total, ...byFamily.rows], isNone),
		hrefs: {
			board: address('board', view.node.id),
			present: address('board', view.node.id, { present: '1' }),
			heatmap: address('heatmap', view.node.id),
			csv: address('heatmap.csv', view.node.id),
		},
	}
}

/** In place of how many are assessed. */
const nobodyWords: Record<ResultCell['kind'], string> = {
	...{ shown: '', suppressed: 'number of people hidden', 'not-assessed': 'nobody assessed' },
	...{ exempt: 'nobody eligible', empty: 'nobody takes part' },
}

/** Of whom and when the page is. */
function aboutOf(view: HeatmapView, locale: string) {
	const { cycle, cells, node } = view
	const total = cellOfFamily(cells.get(node.id), allFamiliesId)
	const coverage = total.coverage.kind === 'shown' ? total.coverage.coverage : null
	return {
		node: { id: node.id, name: node.name },
		cycle: {
			...{ ref: cycle.ref, name: cycle.name, startsOn: cycle.startsOn, endsOn: cycle.endsOn },
			...{ version: cycle.version ?? 1, publishedAt: cycle.publishedAt },
			isCorrectedSince: cycle.isCorrectedSince,
		},
		cycles: cycleOptions(view.cycles.filter(({ version }) => version !== null)),
		assessed: assessedText(total, locale) ?? nobodyWords[total.tier.kind],
		coverage: coverage?.share == null ? null : formatShare(coverage.share, locale),
		isPartial: total.leftOut > 0,
		comparisonName: view.comparisonName,
		comparesVersions: view.comparesVersions,
		k: view.k,
		isSuppressed: view.isSuppressed,
	}
}

export type BoardPage = Awaited<ReturnType<typeof readBoardPage>>
export type BoardPageOf<Kind extends BoardPage['kind']> = Extract<BoardPage, { kind: Kind }>
