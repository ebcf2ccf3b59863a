import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockWebhook } from './lock-webhook.server.ts'

export type Redelivered = { ok: true } | { ok: false; reason: 'gone' | 'off' }

/**
 * Sends a delivery once more, now, under the same id: whoever took it before knows it again. It is then tried as often as a new
 * one.
 */
export async function redeliver(
	scope: AccountScope,
	{ webhookId, deliveryId }: { webhookId: string; deliveryId: string },
): Promise<Redelivered> {
	if (!z.uuid().safeParse(deliveryId).success) return { ok: false, reason: 'gone' }
	return withAccount(scope, async (transaction) => {
		const webhook = await lockWebhook(transaction, scope, webhookId)
		if (!webhook) return { ok: false, reason: 'gone' }
		if (webhook.offAt !== null) return { ok: false, reason: 'off' }
		const { rowCount } = await transaction.sql.query(
			`UPDATE webhook_delivery SET state = 'waiting', attempts = 0, next_attempt_at = now(), finished_at = NULL
			 WHERE account_id = $1 AND webhook_id = $2 AND id = $3`,
			[scope.accountId, webhookId, deliveryId],
		)
		if (rowCount === 0) return { ok: false, reason: 'gone' }
		await transaction.sql.query(`SELECT wake_work('contour-webhook', '{}', NULL)`)
		return { ok: true }
	})
}
