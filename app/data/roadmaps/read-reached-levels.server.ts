import type { AccountScope } from '#app/data/account-scope.server.ts'
import { readNodeTiers } from '#app/data/read-node-tiers.server.ts'
import { readLensesOfTeams } from '#app/data/team-assessments/read-team-lenses.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'

export type ReachedLevel = { level: number; cycleName: string }

type Plan = { id: string; lens: RoadmapLens; team: { id: string } | null }

/**
 * What those whose plans they are have reached last, each on the lens of its plan: the lower median of the people assessed (in
 * half-steps), or the level shown or the rung that the team agreed. By plan; those for which there is none, or none for the reader, are
 * missing: levels and rungs are a team's alone. As many reads for one plan as for all.
 */
export async function readReachedLevels(
	scope: AccountScope,
	person: Person,
	{ plans }: { plans: readonly Plan[] },
): Promise<Map<string, ReachedLevel>> {
	const nodeOf = ({ team }: Plan) => team?.id ?? scope.accountId
	const ofPeople = plans.filter(({ lens }) => lens === 'tier')
	const teamIds = plans.flatMap(({ lens, team }) => (lens === 'tier' || team === null ? [] : [team.id]))
	const tiers =
		ofPeople.length === 0 ? null : await readNodeTiers(scope, person, { nodeIds: ofPeople.map(nodeOf) })
	const lenses = await readLensesOfTeams(scope, person, { teamIds })
	const reached = (plan: Plan): ReachedLevel | null => {
		if (plan.lens === 'tier') {
			const all = tiers?.tiers.get(nodeOf(plan))
			return tiers && all?.cell.kind === 'shown' && all.leftOut === 0
				? { level: all.cell.summary.medianHalfSteps, cycleName: tiers.cycleName }
				: null
		}
		const { level = null, rung = null } = lenses.get(nodeOf(plan)) ?? {}
		if (plan.lens === 'rung') return rung && { level: rung.rung, cycleName: rung.cycleName }
		return level && { level: level.shown, cycleName: level.cycleName }
	}
	return new Map(
		plans.flatMap((plan) => {
			const level = reached(plan)
			return level ? [[plan.id, level]] : []
		}),
	)
}
