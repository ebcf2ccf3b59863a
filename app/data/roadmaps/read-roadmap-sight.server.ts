import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { RoadmapSight } from '#app/domain/access/roadmap-rights.ts'

/** Where the person of the scope stands in the tree of teams, as of now. */
export async function readRoadmapSight(scope: AccountScope): Promise<RoadmapSight> {
	if (scope.memberId === null) return nowhere(null)
	return withAccountSql(scope, (sql) => readRoadmapSightWithin({ sql }, scope))
}

/** The same within an open transaction. */
export async function readRoadmapSightWithin(
	{ sql }: Pick<Transaction, 'sql'>,
	scope: AccountScope,
): Promise<RoadmapSight> {
	const { accountId, memberId } = scope
	if (memberId === null) return nowhere(null)
	const { rows } = await sql.query<Omit<RoadmapSight, 'memberId'>>(
		`WITH RECURSIVE led (id) AS (
			SELECT t.id FROM team t WHERE t.account_id = $1 AND t.lead_id = $2
			UNION
			SELECT t.id FROM led l JOIN team t ON t.account_id = $1 AND t.parent_id = l.id
		 ),
		 above (id) AS (
			SELECT t.parent_id FROM member m JOIN team t ON t.account_id = $1 AND t.id = m.team_id
			WHERE m.account_id = $1 AND m.id = $2 AND t.parent_id IS NOT NULL
			UNION
			SELECT t.parent_id FROM above a JOIN team t ON t.account_id = $1 AND t.id = a.id WHERE t.parent_id IS NOT NULL
		 )
		 SELECT ARRAY(SELECT id FROM led) AS "ledTeamIds", m.team_id AS "ownTeamId",
			ARRAY(SELECT id FROM above) AS "aboveTeamIds"
		 FROM member m WHERE m.account_id = $1 AND m.id = $2`,
		[accountId, memberId],
	)
	return rows[0] ? { memberId, ...rows[0] } : nowhere(memberId)
}

const nowhere = (memberId: string | null): RoadmapSight => ({
	...{ memberId, ledTeamIds: [], ownTeamId: null, aboveTeamIds: [] },
})
