import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { listRoadmaps } from '#app/data/roadmaps/list-roadmaps.server.ts'
import { listTreeTeams } from '#app/data/roadmaps/list-tree-teams.server.ts'
import { readRoadmapSight } from '#app/data/roadmaps/read-roadmap-sight.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { mayPlanFor, roadmapRights } from '#app/domain/access/roadmap-rights.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { liner } from '#app/domain/roadmap/portfolio.ts'
import type { RoadmapLens } from '#app/domain/roadmap/roadmap-lens.ts'

/** An active plan that holds for a team and that the reader may read. */
export type FittingPlan = {
	id: string
	name: string
	targetLevel: number
	/** Where it leads to its end. */
	endsOn: Day
	mayEdit: boolean
	/** Phases that take items; the one that the plan is in, where it is one of them, is `phase`. */
	openPhases: { key: PhaseKey; name: string }[]
	phase: PhaseKey | null
	/** What the plan has taken up: keys of entries of a framework, and the texts of its items. */
	taken: ReadonlySet<string>
}

export type PlansOfTeam = {
	/** The team's own first, then that of the nearest team above, last the account's. */
	plans: FittingPlan[]
	/** Whether the reader may begin one for the team. */
	mayBegin: boolean
}

/**
 * The active plans under a lens that hold for some teams today, with what they have taken up.
 *
 * @param of.nodeIds of teams; the account's id stands for the company as a whole
 */
export async function listFittingPlans(
	scope: AccountScope,
	person: Person,
	of: { lens: RoadmapLens; nodeIds: readonly string[]; today: Day },
): Promise<Map<string, PlansOfTeam>> {
	const [roadmaps, teams, sight] = await Promise.all([
		listRoadmaps(scope, person, { today: of.today }),
		listTreeTeams(scope, { upFrom: of.nodeIds }),
		readRoadmapSight(scope),
	])
	const active = roadmaps.filter(({ lens, state }) => lens === of.lens && state === 'active')
	const taken = await readTaken(
		scope,
		active.map(({ id }) => id),
	)
	const lineTo = liner(teams)
	const present = new Set(teams.flatMap(({ id, isArchived }) => (isArchived ? [] : [id])))
	const plansOf = (nodeId: string): FittingPlan[] => {
		// From the team up; null is the account.
		const line = [...lineTo(nodeId).map(({ id }) => id)].reverse()
		const placeOf = ({ team, withBelow }: (typeof active)[number]) =>
			team === null ? line.length : line.findIndex((id, i) => id === team.id && (i === 0 || withBelow))
		return active
			.map((plan) => ({ plan, place: placeOf(plan) }))
			.filter(({ place }) => place >= 0)
			.toSorted((a, b) => a.place - b.place)
			.map(({ plan }) => ({
				...{ id: plan.id, name: plan.name, targetLevel: plan.targetLevel, endsOn: plan.endsOn },
				mayEdit: roadmapRights(person, sight, {
					...{
						teamId: plan.team?.id ?? null,
						withBelow: plan.withBelow,
						ownerId: plan.ownerId,
						sponsorIds: [],
					},
				}).edit,
				openPhases: plan.phases.flatMap(({ key, name, closedOn }) =>
					closedOn === null ? [{ key, name }] : [],
				),
				phase: plan.phase,
				taken: taken.get(plan.id) ?? new Set(),
			}))
	}
	return new Map(
		of.nodeIds.map((nodeId) => {
			const teamId = nodeId === scope.accountId ? null : nodeId
			const isThere = teamId === null || present.has(teamId)
			return [nodeId, { plans: plansOf(nodeId), mayBegin: isThere && mayPlanFor(person, sight, teamId) }]
		}),
	)
}

async function readTaken(
	scope: AccountScope,
	roadmapIds: readonly string[],
): Promise<Map<string, Set<string>>> {
	if (roadmapIds.length === 0) return new Map()
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ id: string; taken: string[] }>(
			`SELECT i.roadmap_id AS id, array_agg(i.text) || coalesce(array_agg(i.source_key) FILTER (WHERE i.source_key IS NOT NULL), '{}') AS taken
			 FROM roadmap_item i WHERE i.account_id = $1 AND i.roadmap_id = ANY ($2::uuid[])
			 GROUP BY i.roadmap_id`,
			[scope.accountId, roadmapIds],
		),
	)
	return new Map(rows.map(({ id, taken }) => [id, new Set(taken)]))
}
