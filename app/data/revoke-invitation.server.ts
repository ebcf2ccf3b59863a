import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'

/** Takes back the open invitation of a member. False when there is none. */
export async function revokeInvitation(scope: AccountScope, memberId: string): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		const { rowCount } = await transaction.sql.query(
			`UPDATE invitation SET revoked_at = now()
			 WHERE account_id = $1 AND member_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL`,
			[scope.accountId, memberId],
		)
		if (!rowCount) return false
		await appendAuditEvent(transaction, scope, {
			action: 'invitation.revoked',
			subject: { kind: 'member', memberId },
		})
		return true
	})
}
