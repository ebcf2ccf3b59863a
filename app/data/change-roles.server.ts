import type { Role } from '#app/domain/access/policy.ts'
import { roles as allRoles } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { Overseer } from './list-overseers.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { lockMembership } from './lock-membership.server.ts'

export type RolesChange = {
	/** Whose roles changed. */
	of: { userId: string; name: string; email: string }
	given: Role[]
	taken: Role[]
	/** Owners and HR, before and after the change. */
	overseers: Overseer[]
}

export type ChangedRoles =
	| { ok: true; changed: boolean; userId: string; name: string }
	| { ok: false; reason: 'stale'; current: { roles: Role[]; version: number } }
	| { ok: false; reason: 'gone' | 'last-owner' }

/**
 * Replaces the roles of a membership. The last owner stays one.
 *
 * @param of.announce makes the mails that tell owners, HR and the person
 */
export async function changeRoles(
	scope: AccountScope,
	of: {
		membershipId: string
		roles: readonly Role[]
		version: number
		announce: (change: RolesChange) => OutboxMail[]
	},
): Promise<ChangedRoles> {
	const wanted = allRoles.filter((role) => of.roles.includes(role))
	return withAccount(scope, async (transaction) => {
		const before = await lockMembership(transaction, scope, of.membershipId)
		if (!before) return { ok: false, reason: 'gone' }
		const { userId, name, email } = before
		if (before.version !== of.version) {
			return { ok: false, reason: 'stale', current: { roles: before.roles, version: before.version } }
		}
		const given = wanted.filter((role) => !before.roles.includes(role))
		const taken = before.roles.filter((role) => !wanted.includes(role))
		if (given.length + taken.length === 0) return { ok: true, changed: false, userId, name }
		if (before.isLastOwner && taken.includes('owner')) return { ok: false, reason: 'last-owner' }

		const overseersBefore = await listOverseers(transaction, scope)
		await transaction.sql.query(
			`UPDATE membership SET roles = $3::role[], version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, of.membershipId, wanted],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'membership.roles-changed',
			subject: { kind: 'user', userId },
			detail: { given, taken },
		})
		const overseers = unite(overseersBefore, await listOverseers(transaction, scope))
		for (const mail of of.announce({ of: { userId, name, email }, given, taken, overseers })) {
			await addOutboxMessage(transaction, scope.accountId, mail)
		}
		return { ok: true, changed: true, userId, name }
	})
}

function unite(...lists: Overseer[][]): Overseer[] {
	return [...new Map(lists.flat().map((overseer) => [overseer.userId, overseer])).values()]
}
