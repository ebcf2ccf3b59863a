import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { TierLens, TierPoint } from '#app/domain/team-assessment/three-lenses.ts'

/** How many published cycles before the newest a trend goes back. */
const mostBefore = 3

type TierTrend = {
	tier: TierLens
	/** The cycles before, newest first; those without a figure for the reader are left out. */
	before: TierPoint[]
	/** The least number of people of whom anything is concluded. */
	k: number
	/** Whether the figures are also of teams below, as the cycle has frozen the tree. */
	hasTeamsBelow: boolean
}

/**
 * The tiers of a node in the newest published cycle, by the read of the heatmap, so that nothing stands here that is hidden there, with
 * the cycles before it, and what they may be concluded from.
 */
export async function readTierTrend(
	scope: AccountScope,
	person: Person,
	{ nodeId }: { nodeId: string },
): Promise<TierTrend> {
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
	return {
		...{ tier: lensOf(view, nodeId), before, k: view?.k ?? Infinity },
		hasTeamsBelow: view?.snapshotId ? await hasBelow(scope, { snapshotId: view.snapshotId, nodeId }) : false,
	}
}

/** From the frozen tree: the levels that a reader gets of a heatmap need not have every team in them. */
async function hasBelow(
	scope: AccountScope,
	{ snapshotId, nodeId }: { snapshotId: string; nodeId: string },
): Promise<boolean> {
	return withAccount(scope, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`SELECT FROM snapshot_node WHERE account_id = $1 AND snapshot_id = $2 AND parent_id = $3 LIMIT 1`,
			[scope.accountId, snapshotId, nodeId],
		)
		return rowCount === 1
	})
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
