import type { AccountScope } from '#app/data/account-scope.server.ts'
import { readTeamLenses } from '#app/data/team-assessments/read-team-lenses.server.ts'
import { readTierLens } from '#app/data/team-assessments/read-tier-lens.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'

export type ReachedLevel = { level: number; cycleName: string }

/**
 * What those whose plan it is have reached last, on the lens of the plan: the lower median of the people assessed (in half-steps), or
 * the level shown or the rung that the team agreed. Null where there is none, or none for the reader; levels and rungs are a team's alone.
 */
export async function readReachedLevel(
	scope: AccountScope,
	person: Person,
	{ lens, teamId }: { lens: RoadmapLens; teamId: string | null },
): Promise<ReachedLevel | null> {
	if (lens === 'tier') {
		const tier = await readTierLens(scope, person, { nodeId: teamId ?? scope.accountId })
		return tier.kind === 'shown' && !tier.isPart
			? { level: tier.medianHalfSteps, cycleName: tier.cycleName }
			: null
	}
	const agreed = teamId === null ? null : await readTeamLenses(scope, person, { teamId })
	if (!agreed) return null
	if (lens === 'rung') return agreed.rung && { level: agreed.rung.rung, cycleName: agreed.rung.cycleName }
	return agreed.level && { level: agreed.level.shown, cycleName: agreed.level.cycleName }
}
