import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { RolesChange } from './change-roles.server.ts'
import { withAccount } from './database.server.ts'
import type { AnnounceHandOver } from './hand-over-pairs.server.ts'
import { handOverPairs } from './hand-over-pairs.server.ts'
import { holdRunningCycle } from './hold-running-cycle.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockMembership } from './lock-membership.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * Takes a user's way into the account. The employee record, the check-ins and the user stay. The last owner stays too.
 * Whom the person rates as a manager in the running cycle is handed over.
 *
 * @param of.announce makes the mails that tell owners, HR and the person
 * @param of.announceHandOver makes the mails that tell who stands in
 */
export async function removeMembership(
	scope: AccountScope,
	of: {
		membershipId: string
		version: number
		announce: (change: RolesChange) => OutboxMail[]
		announceHandOver: AnnounceHandOver
	},
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
		const cycle = before.memberId === null ? null : await holdRunningCycle(transaction, scope)
		if (cycle && before.memberId !== null) {
			const { today } = await readAccountCalendar(transaction, scope)
			await handOverPairs(transaction, scope, {
				cycle,
				today,
				lostAccount: before.memberId,
				announce: of.announceHandOver,
			})
		}
		return { ok: true, name }
	})
}
