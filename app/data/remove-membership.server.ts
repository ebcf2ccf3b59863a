import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { RolesChange } from './change-roles.server.ts'
import { withAccount } from './database.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockMembership } from './lock-membership.server.ts'

/**
 * Takes a user's way into the account. The employee record, the check-ins and the user stay. The last owner stays too.
 *
 * @param of.announce makes the mails that tell owners, HR and the person
 */
export async function removeMembership(
	scope: AccountScope,
	of: { membershipId: string; version: number; announce: (change: RolesChange) => OutboxMail[] },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'gone' | 'stale' | 'last-owner' }> {
	return withAccount(scope, async (transaction) => {
		const before = await lockMembership(transaction, scope, of.membershipId)
		if (!before) return { ok: false, reason: 'gone' }
		if (before.version !== of.version) return { ok: false, reason: 'stale' }
		if (before.isLastOwner) return { ok: false, reason: 'last-owner' }
		const { userId, name, email, roles } = before
		const overseers = await listOverseers(transaction, scope)
		await transaction.sql.query(`DELETE FROM membership WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			of.membershipId,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'membership.removed',
			subject: { kind: 'user', userId },
			detail: { taken: roles },
		})
		for (const mail of of.announce({ of: { userId, name, email }, given: [], taken: roles, overseers })) {
			await addOutboxMessage(transaction, scope.accountId, mail)
		}
		return { ok: true, name }
	})
}
