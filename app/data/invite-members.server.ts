import type { Role } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessages } from './add-outbox-messages.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import type { InviteeFilter } from './list-invitees.server.ts'
import { inviteesSql } from './list-invitees.server.ts'
import type { Overseer } from './list-overseers.server.ts'
import { listOverseers } from './list-overseers.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { runOnce } from './run-once.server.ts'

/** Days for which an invitation can be accepted. */
export const invitationDays = 14

export type InvitedMember = { memberId: string; name: string; email: string }

export type Invited =
	| { ok: true; count: number }
	/** Roles beyond that of a member are given by owners and admins only. */
	| { ok: false; reason: 'roles' }
	/** Another number of people matches by now than the one that was shown. */
	| { ok: false; reason: 'count'; count: number }

export type InviteMembers = {
	/** Everybody who matches and can be invited, or these members. */
	who: { filter: InviteeFilter } | { memberIds: readonly string[] }
	roles: readonly Role[]
	/** How many were said to be invited. */
	expected?: number
	idempotencyKey: string
	/** Makes the token's hash and the mail with the token for one member. */
	invite: (member: InvitedMember, expiresAt: Date) => { tokenHash: string; mail: OutboxMail }
	/** Makes the mails that tell owners and HR of roles beyond that of a member. */
	announce: (of: { invited: InvitedMember[]; roles: Role[]; overseers: Overseer[] }) => OutboxMail[]
}

/**
 * Invites members by mail. Who can sign in already, has no e-mail or has left is passed over. An earlier invitation of a
 * member no longer works.
 */
export async function inviteMembers(scope: AccountScope, of: InviteMembers): Promise<Invited> {
	const extra = of.roles.filter((role) => role !== 'member')
	const person = { roles: scope.roles, isMember: false, isManager: false }
	if (extra.length > 0 && scope.userId !== null && !may(person, 'account.roles')) {
		return { ok: false, reason: 'roles' }
	}
	const roles: Role[] = of.roles.length > 0 ? [...of.roles] : ['member']
	return withAccount(
		scope,
		(transaction) => {
			const once = { key: of.idempotencyKey, action: 'invitation.send' }
			return runOnce<Invited>(transaction, scope, once, async () => {
				const invited = await selectInvitable(transaction, scope, of.who)
				if (of.expected !== undefined && of.expected !== invited.length) {
					return { ok: false, reason: 'count', count: invited.length }
				}
				if (invited.length === 0) return { ok: true, count: 0 }
				await writeInvitations(transaction, scope, invited, roles, of)
				if (extra.length > 0) {
					const overseers = await listOverseers(transaction, scope)
					const mails = of.announce({ invited, roles: extra, overseers })
					await addOutboxMessages(transaction, scope.accountId, mails)
				}
				return { ok: true, count: invited.length }
			})
		},
		{ timeout: 60_000 },
	)
}

async function selectInvitable(
	transaction: Transaction,
	scope: AccountScope,
	who: InviteMembers['who'],
): Promise<InvitedMember[]> {
	// One at a time, also with who accepts: an invitation replaces the one before it.
	await transaction.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('invitation:' || $1, 0))`, [
		scope.accountId,
	])
	const { today } = await readAccountCalendar(transaction, scope)
	const filter = 'filter' in who ? who.filter : {}
	const { sql, values } = inviteesSql(filter, today)
	const next = values.length + 2
	const states = filter.states?.filter((state) => state !== 'joined' && state !== 'no-email')
	const { rows } = await transaction.sql.query<InvitedMember>(
		`WITH ${sql} SELECT "memberId", name, email FROM invitee
		 WHERE state = ANY ($${next}::text[]) AND ($${next + 1}::uuid[] IS NULL OR "memberId" = ANY ($${next + 1}::uuid[]))
		 ORDER BY lower(name), "memberId"`,
		[
			scope.accountId,
			...values,
			states ?? ['none', 'invited', 'expired'],
			'memberIds' in who ? who.memberIds : null,
		],
	)
	return rows
}

async function writeInvitations(
	transaction: Transaction,
	scope: AccountScope,
	invited: readonly InvitedMember[],
	roles: readonly Role[],
	of: InviteMembers,
): Promise<void> {
	const { accountId } = scope
	const expiresAt = new Date(Date.now() + invitationDays * 86_400_000)
	const made = invited.map((member) => ({ member, ...of.invite(member, expiresAt) }))
	const memberIds = invited.map(({ memberId }) => memberId)
	await transaction.sql.query(
		`UPDATE invitation SET revoked_at = now()
		 WHERE account_id = $1 AND member_id = ANY ($2::uuid[]) AND accepted_at IS NULL AND revoked_at IS NULL`,
		[accountId, memberIds],
	)
	await transaction.sql.query(
		`INSERT INTO invitation (account_id, member_id, email, token_hash, roles, expires_at)
		 SELECT $1, n.member_id, n.email, n.token_hash, $5::role[], $6
		 FROM unnest($2::uuid[], $3::text[], $4::text[]) AS n (member_id, email, token_hash)`,
		[
			accountId,
			memberIds,
			invited.map(({ email }) => email),
			made.map(({ tokenHash }) => tokenHash),
			roles,
			expiresAt,
		],
	)
	await addOutboxMessages(
		transaction,
		accountId,
		made.map(({ mail }) => mail),
	)
	const [only] = invited.length === 1 ? invited : []
	await appendAuditEvent(transaction, scope, {
		action: 'invitation.sent',
		subject: only ? { kind: 'member', memberId: only.memberId } : { kind: 'invitation', id: null },
		detail: { count: invited.length, roles },
	})
}
