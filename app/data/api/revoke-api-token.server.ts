import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessage } from '#app/data/add-outbox-message.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Overseer } from '#app/data/list-overseers.server.ts'
import { listOverseers } from '#app/data/list-overseers.server.ts'

export type RevokedApiToken = { ok: true; changed: boolean; name: string } | { ok: false; reason: 'gone' }

/**
 * Makes a token good for nothing, from its next request on. Once revoked it stays so.
 *
 * @param of.announce makes the mails that tell owners and HR
 */
export async function revokeApiToken(
	scope: AccountScope,
	of: {
		tokenId: string
		announce: (revoked: { name: string; role: Role; overseers: Overseer[] }) => OutboxMail[]
	},
): Promise<RevokedApiToken> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { rows: found } = await sql.query<{ name: string; role: Role; revokedAt: Date | null }>(
			`SELECT name, role, revoked_at AS "revokedAt" FROM api_token WHERE account_id = $1 AND id = $2 FOR UPDATE`,
			[scope.accountId, of.tokenId],
		)
		const [token] = found
		if (!token) return { ok: false, reason: 'gone' }
		const { name, role } = token
		if (token.revokedAt) return { ok: true, changed: false, name }
		await sql.query(`UPDATE api_token SET revoked_at = now() WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			of.tokenId,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'api-token.revoked',
			subject: { kind: 'api-token', id: of.tokenId },
			detail: { role },
		})
		const overseers = await listOverseers(transaction, scope)
		for (const mail of of.announce({ name, role, overseers })) {
			await addOutboxMessage(transaction, scope.accountId, mail)
		}
		return { ok: true, changed: true, name }
	})
}
