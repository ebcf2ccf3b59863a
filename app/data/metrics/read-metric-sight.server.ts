import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/** Whose values of metrics somebody may see. What came for the account is everybody's who reads metrics at all. */
export type MetricSight = {
	/** Everybody's own values, and so every figure that is made of them. */
	allPeople: boolean
	/** What came for any team. */
	allTeams: boolean
	/** The teams that the person leads now, and all below: their people's values too. */
	ledTeamIds: string[]
	/** The person's own team: what came for it, not what its people have. */
	ownTeamId: string | null
}

/** How far a person's right to read metrics reaches, as of now. */
export async function readMetricSight(scope: AccountScope, person: Person): Promise<MetricSight> {
	const reach = reachOf(person, 'metrics.read')
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ ledTeamIds: string[]; ownTeamId: string | null }>(
			`WITH RECURSIVE led (id) AS (
				SELECT t.id FROM team t WHERE t.account_id = $1 AND t.lead_id = $2
				UNION
				SELECT t.id FROM led l JOIN team t ON t.account_id = $1 AND t.parent_id = l.id
			 )
			 SELECT ARRAY(SELECT id FROM led) AS "ledTeamIds",
				(SELECT m.team_id FROM member m WHERE m.account_id = $1 AND m.id = $2) AS "ownTeamId"`,
			[scope.accountId, scope.memberId],
		),
	)
	return {
		allPeople: reach.has('all'),
		allTeams: reach.has('all') || reach.has('all-but-personal'),
		ledTeamIds: reach.has('subtree') ? (rows[0]?.ledTeamIds ?? []) : [],
		ownTeamId: reach.has('own') ? (rows[0]?.ownTeamId ?? null) : null,
	}
}

/** Whether figures made of the people of a team, or of the account, are for the reader. */
export function seesPeopleIn(sight: MetricSight, nodeId: string): boolean {
	return sight.allPeople || sight.ledTeamIds.includes(nodeId)
}

/** Whether what came for a team is for the reader. */
export function seesTeam(sight: MetricSight, teamId: string): boolean {
	return sight.allTeams || seesPeopleIn(sight, teamId) || sight.ownTeamId === teamId
}
