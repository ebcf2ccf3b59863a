import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { todayOfAccount } from '#app/data/today-sql.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { isReached, reachValues } from './assignment-reach-sql.server.ts'

/**
 * How much training others have yet to finish, and how much of it is late: the counts of `listAssignments` for a list of what is
 * open and whose is another's.
 */
export async function countOpenAssignments(
	scope: AccountScope,
	person: Person,
): Promise<{ open: number; overdue: number }> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<{ open: number; overdue: number }>(
			`SELECT count(*)::int AS open, count(*) FILTER (WHERE a.due_on < ${todayOfAccount})::int AS overdue
			 FROM training_assignment a JOIN member m ON m.account_id = a.account_id AND m.id = a.member_id
			 WHERE a.account_id = $1 AND a.state IN ('planned', 'in_progress') AND ${isReached(2)}
				AND m.id IS DISTINCT FROM $5::uuid`,
			[scope.accountId, ...reachValues(scope, person, 'training-assignments.read')],
		)
		return rows[0] ?? { open: 0, overdue: 0 }
	})
}
