import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'

/** Names to offer while a plan is edited: who is in its team or below now, and who leads there or above. */
export async function listPlanPeople(
	scope: AccountScope,
	{ teamId }: { teamId: string | null },
): Promise<string[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ name: string }>(
			`WITH RECURSIVE below (id) AS (
				SELECT t.id FROM team t WHERE t.account_id = $1 AND t.id = $2
				UNION
				SELECT t.id FROM below b JOIN team t ON t.account_id = $1 AND t.parent_id = b.id
			 ),
			 above (id) AS (
				SELECT t.parent_id FROM team t WHERE t.account_id = $1 AND t.id = $2
				UNION
				SELECT t.parent_id FROM above a JOIN team t ON t.account_id = $1 AND t.id = a.id
			 )
			 SELECT DISTINCT m.name FROM member m
			 WHERE m.account_id = $1 AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount}) AND (
				m.team_id IN (SELECT id FROM below)
				OR EXISTS (SELECT FROM team t WHERE t.account_id = $1 AND t.lead_id = m.id
					AND ($2::uuid IS NULL OR t.id IN (SELECT id FROM below) OR t.id IN (SELECT id FROM above))))
			 ORDER BY m.name LIMIT 500`,
			[scope.accountId, teamId],
		)
		return rows.map(({ name }) => name)
	})
}
