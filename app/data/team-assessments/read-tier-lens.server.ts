import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { TierLens, TierPoint } from '#app/domain/team-assessment/three-lenses.ts'

/** How many published cycles before the newest a trend goes back. */
const mostBefore = 3

/**
 * The tiers of a node in the newest published cycle, by the read of the heatmap, so that nothing stands here that is hidden
 * there.
 */
export async function readTierLens(
	scope: AccountScope,
	person: Person,
	{ nodeId }: { nodeId: string },
): Promise<TierLens> {
	return lensOf(await readView(scope, person, nodeId), nodeId)
}

/** The same with the cycles before it, newest first; cycles without a figure for the reader are left out. */
export async function readTierTrend(
	scope: AccountScope,
	person: Person,
	{ nodeId }: { nodeId: string },
): Promise<{ tier: TierLens; before: TierPoint[] }> {
	const view = await readView(scope, person, nodeId)
	// Of a corrected cycle the newest version, which its name stands for.
	const earlier = (view?.cycles ?? [])
		.filter(({ ref, name }) => ref !== liveCycle && ref === name && name !== view?.cycle.name)
		.slice(0, mostBefore)
	const before: TierPoint[] = []
	for (const { ref } of earlier) {
		const tier = lensOf(await readView(scope, person, nodeId, ref), nodeId)
		if (tier.kind === 'shown' && !tier.isPart) {
			const { cycleName, medianHalfSteps, n } = tier
			before.push({ cycleName, medianHalfSteps, n })
		}
	}
	return { tier: lensOf(view, nodeId), before }
}

async function readView(
	scope: AccountScope,
	person: Person,
	nodeId: string,
	cycle?: string,
): Promise<HeatmapView | null> {
	const view = await readHeatmapView(scope, person, { nodeId, cycle })
	return view === null || view === 'nothing' || view.snapshotId === null ? null : view
}

function lensOf(view: HeatmapView | null, nodeId: string): TierLens {
	if (!view) return { kind: 'nothing', cycleName: null }
	const cycleName = view.cycle.name
	const all = view.cells.get(nodeId)?.allTier
	if (!all) return { kind: 'nothing', cycleName }
	const { cell, leftOut } = all
	if (cell.kind !== 'shown') {
		return { kind: cell.kind === 'suppressed' ? 'suppressed' : 'not-assessed', cycleName }
	}
	const { medianHalfSteps, n, distribution } = cell.summary
	return { kind: 'shown', cycleName, medianHalfSteps, n, distribution, isPart: leftOut > 0 }
}
