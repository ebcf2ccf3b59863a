import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { WebhookEventData } from '#app/domain/webhook/webhook-event-data.ts'
import { webhookEventData } from '#app/domain/webhook/webhook-event-data.ts'
import type { WebhookEvent } from '#app/domain/webhook/webhook-event.ts'

/**
 * Writes down what the webhooks that ask for an event are to be told, in the transaction that does it: both happen or neither. Of
 * the same data each is told once.
 */
export async function addWebhookEvent<Event extends WebhookEvent>(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ event, data }: { event: Event; data: WebhookEventData<Event> },
): Promise<void> {
	const ids = webhookEventData[event].parse(data)
	await sql.query(
		`INSERT INTO webhook_delivery (account_id, webhook_id, event, occasion, data)
		 SELECT w.account_id, w.id, $2, $3, $4 FROM webhook w
		 WHERE w.account_id = $1 AND w.off_at IS NULL AND $2 = ANY (w.events)
		 ON CONFLICT (account_id, webhook_id, event, occasion) DO NOTHING`,
		[accountId, event, Object.values(ids).join(' '), JSON.stringify(ids)],
	)
}
