import type { AccountScope } from '#app/data/account-scope.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { lensFinding } from '#app/domain/team-assessment/lens-finding.ts'
import type { ThreeLenses, TierLens } from '#app/domain/team-assessment/three-lenses.ts'
import { readTeamLenses } from './read-team-lenses.server.ts'

/**
 * The tiers, the level and the rung of a team side by side: tiers of the newest published cycle by the read of the heatmap, so
 * that nothing stands here that is hidden there. Null for a team that is not the person's.
 */
export async function readThreeLenses(
	scope: AccountScope,
	person: Person,
	{ teamId }: { teamId: string },
): Promise<ThreeLenses | null> {
	const agreed = await readTeamLenses(scope, person, { teamId })
	if (!agreed) return null
	const tier = await readTierLens(scope, person, teamId)
	// Of a part of the families the median is not the team's.
	const medianHalfSteps = tier.kind === 'shown' && !tier.isPart ? tier.medianHalfSteps : null
	return { ...agreed, tier, finding: lensFinding({ rung: agreed.rung?.rung ?? null, medianHalfSteps }) }
}

async function readTierLens(scope: AccountScope, person: Person, teamId: string): Promise<TierLens> {
	const view = await readHeatmapView(scope, person, { nodeId: teamId })
	if (view === null || view === 'nothing' || view.snapshotId === null) {
		return { kind: 'nothing', cycleName: null }
	}
	const cycleName = view.cycle.name
	const all = view.cells.get(teamId)?.allTier
	if (!all) return { kind: 'nothing', cycleName }
	const { cell, leftOut } = all
	if (cell.kind !== 'shown') {
		return { kind: cell.kind === 'suppressed' ? 'suppressed' : 'not-assessed', cycleName }
	}
	const { medianHalfSteps, n, distribution } = cell.summary
	return { kind: 'shown', cycleName, medianHalfSteps, n, distribution, isPart: leftOut > 0 }
}
