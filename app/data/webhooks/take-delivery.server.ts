import { systemScope } from '#app/data/account-scope.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { DeliveryOutcome } from '#app/domain/webhook/delivery.ts'
import type { SentEvent } from '#app/domain/webhook/webhook-event.ts'
import { settleDelivery } from './settle-delivery.server.ts'
import type { SwitchedOffWebhook } from './settle-delivery.server.ts'

export type TakenDelivery = {
	/** The same at every attempt. */
	id: string
	accountId: string
	slug: string
	webhookId: string
	url: string
	event: SentEvent
	data: Record<string, string | number>
	createdAt: Date
	sealedSecret: string
	/** While it is valid. */
	sealedPreviousSecret: string | null
	/** How often it was tried, this time included. */
	attempts: number
}

/** Above all that an answer is waited for. */
const longest = { timeout: 60_000 }

/**
 * Takes a delivery that is due and holds it while `send` is at work; what came of it is written in the same transaction. So a
 * process that dies has sent it and said so, or another takes it; it can go twice only if the death falls between the answer and
 * the commit, under the same id.
 *
 * @param of.announce makes the mails about a webhook that is switched off because nothing arrives there
 * @returns null when it is not due any more, or another process is at it
 */
export async function takeDelivery(of: {
	accountId: string
	deliveryId: string
	send: (delivery: TakenDelivery) => Promise<DeliveryOutcome>
	announce: (webhook: SwitchedOffWebhook) => OutboxMail[]
}): Promise<DeliveryOutcome | null> {
	const scope = systemScope(of.accountId)
	return withAccount(
		scope,
		async (transaction) => {
			const delivery = await lockDelivery(transaction, scope, of.deliveryId)
			if (!delivery) return null
			const outcome = await of.send(delivery)
			await settleDelivery(transaction, scope, { delivery, outcome, announce: of.announce })
			return outcome
		},
		longest,
	)
}

/** Whoever removes the webhook waits, whoever changes it does not. */
async function lockDelivery(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	deliveryId: string,
): Promise<TakenDelivery | null> {
	const { rows } = await sql.query<TakenDelivery>(
		`SELECT d.id, d.account_id AS "accountId", a.slug, d.webhook_id AS "webhookId", w.url, d.event, d.data,
			d.created_at AS "createdAt", d.attempts + 1 AS attempts, w.secret AS "sealedSecret",
			CASE WHEN w.previous_until > now() THEN w.previous_secret END AS "sealedPreviousSecret"
		 FROM webhook_delivery d
		 JOIN webhook w ON w.account_id = d.account_id AND w.id = d.webhook_id
		 JOIN account a ON a.id = d.account_id
		 WHERE d.account_id = $1 AND d.id = $2 AND d.state = 'waiting' AND d.next_attempt_at <= now() AND w.off_at IS NULL
		 FOR NO KEY UPDATE OF d SKIP LOCKED FOR KEY SHARE OF w SKIP LOCKED`,
		[accountId, deliveryId],
	)
	return rows[0] ?? null
}
