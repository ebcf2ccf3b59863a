import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TeamPlan } from '#app/domain/roadmap/team-plan.ts'
import { listRoadmaps } from './list-roadmaps.server.ts'

type Next = NonNullable<TeamPlan['next']> & { roadmapId: string }

/** The plans in use that hold for a team, as far as the person may read them: its own first. */
export async function listTeamPlans(
	scope: AccountScope,
	person: Person,
	{ teamId, today }: { teamId: string; today: Day },
): Promise<TeamPlan[]> {
	const plans = (await listRoadmaps(scope, person, { today, teamId })).filter(
		({ state }) => state === 'active',
	)
	if (plans.length === 0) return []
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<Next>(
			`SELECT DISTINCT ON (i.roadmap_id) i.roadmap_id AS "roadmapId", i.id, i.text,
				coalesce(i.due_on, p.ends_on)::text AS "dueOn"
			 FROM roadmap_item i
			 JOIN roadmap_phase p ON p.account_id = i.account_id AND p.roadmap_id = i.roadmap_id AND p.phase = i.phase
			 WHERE i.account_id = $1 AND i.roadmap_id = ANY ($2::uuid[]) AND i.state IN ('todo', 'doing') AND p.closed_on IS NULL
			 ORDER BY i.roadmap_id, coalesce(i.due_on, p.ends_on), p.phase, i.position, i.id`,
			[scope.accountId, plans.map(({ id }) => id)],
		),
	)
	const nextOf = new Map(rows.map(({ roadmapId, ...next }) => [roadmapId, next]))
	return plans
		.map(({ team, ...plan }) => ({
			...plan,
			from: team && team.id !== teamId ? team.name : null,
			next: nextOf.get(plan.id) ?? null,
		}))
		.toSorted((a, b) => Number(a.from !== null) - Number(b.from !== null))
}
