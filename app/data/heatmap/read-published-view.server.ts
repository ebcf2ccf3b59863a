import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView, HeatmapViewOptions } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RowChoice } from '#app/domain/heatmap/pick-rows.ts'

/** A heatmap of a published cycle, with the published cycles alone to choose from. */
export type PublishedView = HeatmapView & { snapshotId: string }

/** For a page that reads the whole tree besides: none of the rows below the node. */
export const withoutRows: RowChoice = { q: '', pin: [], descending: false, limit: 0, offset: 0 }

/**
 * `readHeatmapView` for what looks at published cycles only. `nothing`: no cycle was asked for and none is published to the
 * reader. Null: there is no such cycle or node, or none that the reader can reach.
 */
export async function readPublishedView(
	scope: AccountScope,
	person: Person,
	of: Pick<HeatmapViewOptions, 'cycle' | 'nodeId' | 'rows'>,
): Promise<PublishedView | 'nothing' | null> {
	if (of.cycle === liveCycle) return null
	const view = await readHeatmapView(scope, person, { ...of, withoutLive: true })
	if (view === null || view === 'nothing') return view
	const { snapshotId } = view
	if (snapshotId === null) return of.cycle === undefined && of.nodeId === undefined ? 'nothing' : null
	return { ...view, snapshotId, cycles: view.cycles.filter(({ version }) => version !== null) }
}
