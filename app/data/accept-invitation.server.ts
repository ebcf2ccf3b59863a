import { randomUUID } from 'node:crypto'
import type { Role } from '#app/domain/access/policy.ts'
import { mintAccountScope } from './account-scope.server.ts'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccountAndUser } from './database.server.ts'
import type { Overseer } from './list-overseers.server.ts'
import { listOverseers } from './list-overseers.server.ts'

export type AcceptedInvitation =
	| { ok: true; userId: string }
	/**
	 * - `gone`: used, revoked or expired in the meantime, or the employee has left
	 * - `email-taken`: the address has a user, who has to sign in
	 * - `member-taken`: the employee record belongs to another user
	 * - `other-member`: the user is another employee of this account already
	 */
	| { ok: false; reason: 'gone' | 'email-taken' | 'member-taken' | 'other-member' }

type Refusal = Extract<AcceptedInvitation, { ok: false }>['reason']

class Refused extends Error {
	readonly reason: Refusal

	constructor(reason: Refusal) {
		super(reason)
		this.reason = reason
	}
}

type Of = {
	accountId: string
	tokenHash: string
	/** Somebody who is known, or a new user with the address that was invited. */
	user: { userId: string } | { name: string; passwordHash: string }
	/** Makes the mails that tell owners and HR of roles that came with the invitation. */
	announce: (of: {
		joined: { email: string; name: string }
		roles: Role[]
		overseers: Overseer[]
	}) => OutboxMail[]
}

/**
 * Accepts an invitation, once: of two at the same moment one gets `gone`. Links the user to the employee record.
 */
export async function acceptInvitation(of: Of): Promise<AcceptedInvitation> {
	const userId = 'userId' in of.user ? of.user.userId : randomUUID()
	try {
		await withAccountAndUser({ accountId: of.accountId, userId }, (transaction) =>
			accept(transaction, { ...of, userId }),
		)
		return { ok: true, userId }
	} catch (error) {
		if (error instanceof Refused) return { ok: false, reason: error.reason }
		throw error
	}
}

async function accept(transaction: Transaction, of: Of & { userId: string }): Promise<void> {
	const { accountId, userId } = of
	// One at a time in an account: an employee may hold several invitations, a user several accounts.
	await transaction.sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('invitation:' || $1, 0))`, [
		accountId,
	])
	const invitation = await useInvitation(transaction, of)
	if ('passwordHash' in of.user)
		await insertUser(transaction, { ...of.user, userId, email: invitation.email })
	const { membershipId, added, roles, tied } = await linkMembership(transaction, {
		accountId,
		userId,
		...invitation,
	})
	const scope = mintAccountScope({ accountId, userId, membershipId, memberId: invitation.memberId, roles })
	await appendAuditEvent(transaction, scope, {
		action: 'invitation.accepted',
		subject: { kind: 'user', userId },
		detail: { roles: added, ...(tied && { tiedToRecord: true }) },
	})
	// Whoever joins with a right beyond their own things is announced like everybody who gets one. So is who had rights here and
	// is tied to an employee record: they come to see that record's reports.
	const beyond = added.filter((role) => role !== 'member')
	const announced: Role[] = tied ? [...beyond, 'member'] : beyond
	if (announced.length === 0) return
	const { rows } = await transaction.sql.query<{ email: string; name: string }>(
		`SELECT email, name FROM "user" WHERE id = $1`,
		[userId],
	)
	const [joined] = rows
	if (!joined) throw new Error('The user who joined cannot be read.')
	const overseers = await listOverseers(transaction, scope)
	for (const mail of of.announce({ joined, roles: announced, overseers })) {
		await addOutboxMessage(transaction, accountId, mail)
	}
}

type Used = { id: string; email: string; memberId: string | null; roles: Role[] }

async function useInvitation(
	{ sql }: Transaction,
	of: { accountId: string; tokenHash: string },
): Promise<Used> {
	const { rows } = await sql.query<Used>(
		`UPDATE invitation SET accepted_at = now()
		 WHERE account_id = $1 AND token_hash = $2 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()
			AND (member_id IS NULL OR member_is_present(account_id, member_id))
		 RETURNING id, email, member_id AS "memberId", roles::text[] AS roles`,
		[of.accountId, of.tokenHash],
	)
	const [used] = rows
	if (!used) throw new Refused('gone')
	if (used.memberId) {
		await sql.query(
			`UPDATE invitation SET revoked_at = now()
			 WHERE account_id = $1 AND member_id = $2 AND id <> $3 AND accepted_at IS NULL AND revoked_at IS NULL`,
			[of.accountId, used.memberId, used.id],
		)
	}
	return used
}

async function insertUser(
	{ sql }: Transaction,
	user: { userId: string; email: string; name: string; passwordHash: string },
): Promise<void> {
	const { rowCount } = await sql.query(
		`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, lower($2), $3, $4) ON CONFLICT (email) DO NOTHING`,
		[user.userId, user.email, user.name, user.passwordHash],
	)
	if (rowCount !== 1) throw new Refused('email-taken')
}

type Linked = {
	membershipId: string
	roles: Role[]
	added: Role[]
	/** Whether somebody who had access before is an employee from now on. */
	tied: boolean
}

async function linkMembership(
	{ sql }: Transaction,
	of: { accountId: string; userId: string; memberId: string | null; roles: Role[] },
): Promise<Linked> {
	const { accountId, userId, memberId } = of
	if (memberId) {
		const taken = await sql.query(
			`SELECT FROM membership WHERE account_id = $1 AND member_id = $2 AND user_id <> $3`,
			[accountId, memberId, userId],
		)
		if (taken.rowCount) throw new Refused('member-taken')
	}
	const wanted: Role[] = of.roles.length > 0 ? of.roles : ['member']
	const { rows } = await sql.query<{ id: string; memberId: string | null; roles: Role[] }>(
		`SELECT id, member_id AS "memberId", roles::text[] AS roles FROM membership
		 WHERE account_id = $1 AND user_id = $2 FOR UPDATE`,
		[accountId, userId],
	)
	const [present] = rows
	if (present?.memberId && memberId && present.memberId !== memberId) throw new Refused('other-member')
	const added = wanted.filter((role) => !present?.roles.includes(role))
	const roles = [...(present?.roles ?? []), ...added]
	const written = present
		? await sql.query<{ id: string }>(
				`UPDATE membership SET roles = $3::role[], member_id = coalesce($4, member_id), version = version + 1
				 WHERE account_id = $1 AND id = $2 RETURNING id`,
				[accountId, present.id, roles, memberId],
			)
		: await sql.query<{ id: string }>(
				`INSERT INTO membership (account_id, user_id, roles, member_id) VALUES ($1, $2, $3::role[], $4) RETURNING id`,
				[accountId, userId, roles, memberId],
			)
	const [row] = written.rows
	if (!row) throw new Error('A membership could not be written.')
	const tied = present !== undefined && present.memberId === null && memberId !== null
	return { membershipId: row.id, roles, added, tied }
}
