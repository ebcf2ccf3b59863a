import { randomUUID } from 'node:crypto'
import type { Role } from '#app/domain/access/policy.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessage } from '#app/data/add-outbox-message.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Overseer } from '#app/data/list-overseers.server.ts'
import { listOverseers } from '#app/data/list-overseers.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'

/** As many as work at the same time: whoever needs more has forgotten some. */
export const mostApiTokens = 50

type Kept = { ok: true; id: string; expiresAt: string } | { ok: false; reason: 'too-many' }

export type AddedApiToken =
	/** `isNew` false: the same form came before, and its token is the one that works. */
	{ ok: true; id: string; expiresAt: string; isNew: boolean } | { ok: false; reason: 'too-many' }

/**
 * Adds a token of the API. Whoever holds it sees what its role sees.
 *
 * @param of.announce makes the mails that tell owners and HR
 */
export async function addApiToken(
	scope: AccountScope,
	of: {
		name: string
		role: Role
		/** SHA-256 (hex) of the token. */
		tokenHash: string
		days: number
		idempotencyKey: string
		announce: (added: { expiresAt: Date; overseers: Overseer[] }) => OutboxMail[]
	},
): Promise<AddedApiToken> {
	const id = randomUUID()
	return withAccount(scope, async (transaction) => {
		const answer = await runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'api-token.add' },
			async (): Promise<Kept> => {
				// Two at the same moment could each be the last that is allowed.
				await transaction.sql.query(`SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE`, [scope.accountId])
				const { rows } = await transaction.sql.query<{ expiresAt: Date }>(
					`INSERT INTO api_token (account_id, id, name, token_hash, role, created_by_user_id, expires_at)
					 SELECT $1, $2, $3, $4, $5, $6, now() + make_interval(days => $7::int)
					 WHERE $8 > (SELECT count(*) FROM api_token t
						WHERE t.account_id = $1 AND t.revoked_at IS NULL AND t.expires_at > now())
					 RETURNING expires_at AS "expiresAt"`,
					[scope.accountId, id, of.name, of.tokenHash, of.role, scope.userId, of.days, mostApiTokens],
				)
				const [row] = rows
				if (!row) return { ok: false, reason: 'too-many' }
				await appendAuditEvent(transaction, scope, {
					action: 'api-token.created',
					subject: { kind: 'api-token', id },
					detail: { role: of.role, days: of.days },
				})
				const overseers = await listOverseers(transaction, scope)
				for (const mail of of.announce({ expiresAt: row.expiresAt, overseers })) {
					await addOutboxMessage(transaction, scope.accountId, mail)
				}
				return { ok: true, id, expiresAt: row.expiresAt.toISOString() }
			},
		)
		return answer.ok ? { ...answer, isNew: answer.id === id } : answer
	})
}
