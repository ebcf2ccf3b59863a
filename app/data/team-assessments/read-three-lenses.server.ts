import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { lensFinding } from '#app/domain/team-assessment/lens-finding.ts'
import type { ThreeLenses } from '#app/domain/team-assessment/three-lenses.ts'
import { readTeamLenses } from './read-team-lenses.server.ts'
import { readTierTrend } from './read-tier-lens.server.ts'

/** The tiers, the level and the rung of a team side by side. Null for a team that is not the person's. */
export async function readThreeLenses(
	scope: AccountScope,
	person: Person,
	{ teamId }: { teamId: string },
): Promise<ThreeLenses | null> {
	const agreed = await readTeamLenses(scope, person, { teamId })
	if (!agreed) return null
	const { tier, before, k, hasTeamsBelow } = await readTierTrend(scope, person, { nodeId: teamId })
	// Of a part of the families the median is not the team's.
	const tiers =
		tier.kind === 'shown' && !tier.isPart
			? { medianHalfSteps: tier.medianHalfSteps, n: tier.n, k, hasTeamsBelow }
			: null
	const finding = lensFinding({ rung: agreed.rung?.rung ?? null, tiers })
	return { ...agreed, tier, tiersBefore: before, finding }
}
