import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

export type MeasuredMember = { id: string; name: string; jobTitle: string | null; isSelf: boolean }

/**
 * A member whose values of metrics the reader may see as of now: the reader, for HR everybody, for managers whose line of
 * managers leads to them and who is in a team that they lead, or below. Null for everybody else, and for nobody.
 */
export async function findMeasuredMember(
	scope: AccountScope,
	person: Person,
	{ memberId }: { memberId: string },
): Promise<MeasuredMember | null> {
	if (!z.guid().safeParse(memberId).success) return null
	const reach = reachOf(person, 'metrics.read')
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<MeasuredMember>(
			`WITH RECURSIVE
			 manager (id, manager_id) AS (
				SELECT m.id, m.manager_id FROM member m WHERE m.account_id = $1 AND m.id = $2
				UNION
				SELECT m.id, m.manager_id FROM manager g JOIN member m ON m.account_id = $1 AND m.id = g.manager_id
			 ),
			 team_above (id, parent_id, lead_id) AS (
				SELECT t.id, t.parent_id, t.lead_id FROM member m
				JOIN team t ON t.account_id = m.account_id AND t.id = m.team_id WHERE m.account_id = $1 AND m.id = $2
				UNION
				SELECT t.id, t.parent_id, t.lead_id FROM team_above a JOIN team t ON t.account_id = $1 AND t.id = a.parent_id
			 )
			 SELECT m.id, m.name, m.job_title AS "jobTitle", coalesce(m.id = $3, false) AS "isSelf" FROM member m
			 WHERE m.account_id = $1 AND m.id = $2 AND m.erased_at IS NULL AND (
				$4
				OR ($5 AND m.id = $3)
				OR ($6 AND ($3 IN (SELECT manager_id FROM manager) OR $3 IN (SELECT lead_id FROM team_above))))`,
			[
				...[scope.accountId, memberId, scope.memberId],
				...[reach.has('all'), reach.has('own'), reach.has('subtree')],
			],
		),
	)
	return rows[0] ?? null
}
