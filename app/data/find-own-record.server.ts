import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

/**
 * The employee record with the address of a user who is tied to none, while nobody else is tied to it. It is an offer and no
 * proof: nothing ties them but an invitation that was followed from the mailbox of that address.
 */
export async function findOwnRecord(
	scope: AccountScope,
): Promise<{ memberId: string; email: string } | null> {
	if (scope.memberId !== null || scope.userId === null) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<{ memberId: string; email: string }>(
			// The address first, by itself: compared with a column of another table under row-level security, no index is used.
			`SELECT m.id AS "memberId", m.email FROM member m
			 WHERE m.account_id = $1 AND m.email = (SELECT lower(u.email) FROM "user" u WHERE u.id = $2)
				AND (m.left_on IS NULL OR m.left_on > ${todayOfAccount})
				AND NOT EXISTS (SELECT FROM membership s WHERE s.account_id = $1 AND s.member_id = m.id)`,
			[scope.accountId, scope.userId],
		)
		return rows[0] ?? null
	})
}
