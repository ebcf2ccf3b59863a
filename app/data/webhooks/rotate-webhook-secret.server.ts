import { randomUUID } from 'node:crypto'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { previousSecretHours } from '#app/domain/webhook/delivery.ts'
import { lockWebhook } from './lock-webhook.server.ts'

export type RotatedSecret =
	/** `isNew` false: the same form came before, and the secret that it was answered with is the present one. */
	{ ok: true; isNew: boolean; previousUntil: string | null } | { ok: false; reason: 'gone' }

type Kept = { ok: true; rotation: string; previousUntil: string | null } | { ok: false; reason: 'gone' }

/**
 * Gives a webhook another secret. The one before signs beside it for a day, unless it was sealed with a key that is gone: then
 * nobody can sign with it any more.
 */
export async function rotateWebhookSecret(
	scope: AccountScope,
	of: { webhookId: string; sealedSecret: string; keyName: string; idempotencyKey: string },
): Promise<RotatedSecret> {
	const rotation = randomUUID()
	return withAccount(scope, async (transaction) => {
		const answer = await runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'webhook.rotate' },
			async (): Promise<Kept> => {
				if (!(await lockWebhook(transaction, scope, of.webhookId))) return { ok: false, reason: 'gone' }
				const { rows } = await transaction.sql.query<{ previousUntil: Date | null }>(
					`UPDATE webhook SET secret = $3, key_name = $4, version = version + 1,
						previous_secret = CASE WHEN key_name = $4 THEN secret END,
						previous_until = CASE WHEN key_name = $4 THEN now() + make_interval(hours => $5::int) END
					 WHERE account_id = $1 AND id = $2 RETURNING previous_until AS "previousUntil"`,
					[scope.accountId, of.webhookId, of.sealedSecret, of.keyName, previousSecretHours],
				)
				await appendAuditEvent(transaction, scope, {
					action: 'webhook.secret-rotated',
					subject: { kind: 'webhook', id: of.webhookId },
				})
				const previousUntil = rows[0]?.previousUntil?.toISOString() ?? null
				return { ok: true, rotation, previousUntil }
			},
		)
		if (!answer.ok) return answer
		const { ok, previousUntil } = answer
		return { ok, previousUntil, isNew: answer.rotation === rotation }
	})
}
