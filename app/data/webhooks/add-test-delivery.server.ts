import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { testEvent } from '#app/domain/webhook/webhook-event.ts'
import { lockWebhook } from './lock-webhook.server.ts'

export type AddedTest = { ok: true } | { ok: false; reason: 'gone' | 'off' | 'waiting' }

/** Has a webhook told of nothing but that it works. One at a time: a second would say no more. */
export async function addTestDelivery(
	scope: AccountScope,
	{ webhookId }: { webhookId: string },
): Promise<AddedTest> {
	return withAccount(scope, async (transaction) => {
		const webhook = await lockWebhook(transaction, scope, webhookId)
		if (!webhook) return { ok: false, reason: 'gone' }
		if (webhook.offAt !== null) return { ok: false, reason: 'off' }
		const { rowCount } = await transaction.sql.query(
			`INSERT INTO webhook_delivery (account_id, webhook_id, event, occasion, data)
			 SELECT $1, $2, $3, gen_random_uuid(), '{}' WHERE NOT EXISTS (
				SELECT FROM webhook_delivery d
				WHERE d.account_id = $1 AND d.webhook_id = $2 AND d.event = $3 AND d.state = 'waiting')`,
			[scope.accountId, webhookId, testEvent],
		)
		return rowCount === 0 ? { ok: false, reason: 'waiting' } : { ok: true }
	})
}
