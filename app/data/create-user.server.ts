import { randomUUID } from 'node:crypto'
import type { Role } from '#app/domain/access/policy.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { systemScope } from './account-scope.server.ts'
import { withAccountAndUser } from './database.server.ts'

export type CreatedUser =
	| { ok: true; userId: string; memberId: string | null }
	/** Somebody has this address already: they are invited instead, so that they agree to it. */
	| { ok: false; reason: 'email-taken' }

/**
 * Adds a user to an account from the command line, with roles, linked to the member of the same e-mail address where there
 * is one that belongs to nobody yet.
 */
export async function createUser(of: {
	accountId: string
	email: string
	name: string
	passwordHash: string
	roles: readonly Role[]
}): Promise<CreatedUser> {
	const { accountId } = of
	const userId = randomUUID()
	return withAccountAndUser({ accountId, userId }, async (transaction) => {
		const { sql } = transaction
		const email = of.email.trim().toLowerCase()
		const added = await sql.query(
			`INSERT INTO "user" (id, email, name, password_hash) VALUES ($1, $2, $3, $4) ON CONFLICT (email) DO NOTHING`,
			[userId, email, of.name, of.passwordHash],
		)
		if (added.rowCount === 0) return { ok: false, reason: 'email-taken' }
		const members = await sql.query<{ id: string }>(
			`SELECT m.id FROM member m WHERE m.account_id = $1 AND m.email = $2 AND NOT EXISTS (
				SELECT FROM membership s WHERE s.account_id = m.account_id AND s.member_id = m.id)`,
			[accountId, email],
		)
		const memberId = members.rows[0]?.id ?? null
		await sql.query(
			`INSERT INTO membership (account_id, user_id, member_id, roles) VALUES ($1, $2, $3, $4::role[])`,
			[accountId, userId, memberId, of.roles],
		)
		await appendAuditEvent(transaction, systemScope(accountId), {
			action: 'user.created',
			subject: { kind: 'user', userId },
			detail: { roles: of.roles },
		})
		return { ok: true, userId, memberId }
	})
}
