import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetSource } from './target-rule-sql.server.ts'
import { heldTarget, presentTargets, targetSets } from './target-rule-sql.server.ts'

export type TeamReach = {
	/** People in a family in the team and all teams below who have not left. */
	members: number
	/** For how many of them a target of the team holds. */
	people: number
	/** Those for whom it does not: they have one of their own, or a team below has one. */
	own: number
	below: number
}

/** As if the team, $2, had a target, whatever it has. */
const tried: TargetSource = {
	...presentTargets,
	name: 'tried',
	rows: `SELECT t.scope, t.family_id, t.team_id, t.member_id AS person_id, t.tier, t.due_on
		FROM target t WHERE t.account_id = $1 AND t.team_id IS DISTINCT FROM $2::uuid
		UNION ALL SELECT 'team'::target_scope, NULL, $2::uuid, NULL, 6, $3::date`,
}

/** For how many people a target of a team holds or would hold, as of now. */
export async function countTeamReach(
	scope: AccountScope,
	{ teamId, today }: { teamId: string; today: Day },
): Promise<TeamReach> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TeamReach>(
			`WITH RECURSIVE ${targetSets(tried)},
			 inside (id) AS (
				SELECT $2::uuid
				UNION SELECT t.id FROM inside i JOIN team t ON t.account_id = $1 AND t.parent_id = i.id
			 )
			 SELECT count(*)::int AS members, (count(*) FILTER (WHERE held.target ->> 'teamId' = $2::text))::int AS people,
				(count(*) FILTER (WHERE held.target ->> 'scope' = 'member'))::int AS own,
				(count(*) FILTER (WHERE held.target ->> 'teamId' <> $2::text))::int AS below
			 FROM member m
			 CROSS JOIN LATERAL (
				SELECT ${heldTarget(tried, { person: 'm.id', team: 'm.team_id', family: 'm.family_id' })} AS target OFFSET 0
			 ) held
			 WHERE m.account_id = $1 AND m.team_id IN (SELECT id FROM inside) AND m.family_id IS NOT NULL
				AND (m.left_on IS NULL OR m.left_on > $3::date)`,
			[scope.accountId, teamId, today],
		)
		const [reach] = rows
		if (!reach) throw new Error('A count gave no row.')
		return reach
	})
}
