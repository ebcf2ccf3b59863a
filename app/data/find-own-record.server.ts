import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * The employee record with the address of a user who is tied to none, while nobody else is tied to it. It is an offer and no
 * proof: nothing ties them but an invitation that was followed from the mailbox of that address.
 */
export async function findOwnRecord(
	scope: AccountScope,
): Promise<{ memberId: string; email: string } | null> {
	if (scope.memberId !== null || scope.userId === null) return null
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<{ memberId: string; email: string }>(
			`SELECT m.id AS "memberId", m.email FROM "user" u
			 JOIN member m ON m.account_id = $1 AND m.email = lower(u.email)
			 WHERE u.id = $2 AND (m.left_on IS NULL OR m.left_on > $3::date)
				AND NOT EXISTS (SELECT FROM membership s WHERE s.account_id = $1 AND s.member_id = m.id)`,
			[scope.accountId, scope.userId, today],
		)
		return rows[0] ?? null
	})
}
