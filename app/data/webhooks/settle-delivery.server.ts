import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { OutboxMail } from '#app/data/add-outbox-message.server.ts'
import { addOutboxMessages } from '#app/data/add-outbox-messages.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { DeliveryOutcome } from '#app/domain/webhook/delivery.ts'
import { mostFailingDays, retryAfter } from '#app/domain/webhook/delivery.ts'

/** What is held, and how often it was tried, this time included. */
export type HeldDelivery = { id: string; webhookId: string; url: string; attempts: number }

export type SwitchedOffWebhook = {
	webhookId: string
	account: { name: string; slug: string; locale: string; timeZone: string }
	/** Where it is: the host alone, since the rest of an address may open something. */
	host: string
	failingSince: Date
	/** Whoever may switch it on again. */
	readers: { email: string }[]
}

/**
 * Writes down what came of an attempt, in the transaction that holds the delivery: it arrived, is tried again later, or is given
 * up. A webhook at which nothing has arrived for days is then switched off.
 */
export async function settleDelivery(
	transaction: Transaction,
	scope: AccountScope,
	of: {
		delivery: HeldDelivery
		outcome: DeliveryOutcome
		announce: (webhook: SwitchedOffWebhook) => OutboxMail[]
	},
): Promise<void> {
	const { sql } = transaction
	const { delivery, outcome } = of
	const wait = outcome.ok ? null : retryAfter(delivery.attempts)
	const state = outcome.ok ? 'delivered' : wait === null ? 'given_up' : 'waiting'
	// The transaction began before the answer was waited for.
	await sql.query(
		`UPDATE webhook_delivery SET attempts = $3, state = $4::webhook_delivery_state, last_attempt_at = clock_timestamp(), last_status = $5,
			last_problem = $6, finished_at = CASE WHEN $4::webhook_delivery_state = 'waiting' THEN NULL ELSE clock_timestamp() END,
			next_attempt_at = clock_timestamp() + make_interval(secs => $7)
		 WHERE account_id = $1 AND id = $2`,
		[
			...[scope.accountId, delivery.id, delivery.attempts, state, outcome.status],
			...[outcome.ok ? null : outcome.problem, wait ?? 0],
		],
	)
	if (outcome.ok) {
		await sql.query(
			`UPDATE webhook SET failing_since = NULL WHERE account_id = $1 AND id = $2 AND failing_since IS NOT NULL`,
			[scope.accountId, delivery.webhookId],
		)
		return
	}
	// Not of an address that somebody has changed since.
	await sql.query(
		`UPDATE webhook SET failing_since = clock_timestamp()
		 WHERE account_id = $1 AND id = $2 AND url = $3 AND failing_since IS NULL`,
		[scope.accountId, delivery.webhookId, delivery.url],
	)
	if (state === 'given_up') await switchOffFailing(transaction, scope, of)
}

async function switchOffFailing(
	transaction: Transaction,
	scope: AccountScope,
	{ delivery, announce }: { delivery: HeldDelivery; announce: (webhook: SwitchedOffWebhook) => OutboxMail[] },
): Promise<void> {
	const { sql } = transaction
	const { rows } = await sql.query<{ failingSince: Date }>(
		`UPDATE webhook SET off_at = clock_timestamp(), off_because = 'failing', version = version + 1
		 WHERE account_id = $1 AND id = $2 AND off_at IS NULL AND failing_since < now() - make_interval(days => $3::int)
		 RETURNING failing_since AS "failingSince"`,
		[scope.accountId, delivery.webhookId, mostFailingDays],
	)
	const [webhook] = rows
	if (!webhook) return
	await appendAuditEvent(transaction, scope, {
		action: 'webhook.switched-off',
		subject: { kind: 'webhook', id: delivery.webhookId },
		detail: { failing: true },
	})
	const accounts = await sql.query<SwitchedOffWebhook['account']>(
		`SELECT name, slug, locale, time_zone AS "timeZone" FROM account WHERE id = $1`,
		[scope.accountId],
	)
	const [account] = accounts.rows
	if (!account) return
	const readers = await sql.query<{ email: string }>(
		`SELECT u.email FROM membership m JOIN "user" u ON u.id = m.user_id
		 WHERE m.account_id = $1 AND m.roles && ARRAY['owner', 'admin']::role[] AND membership_is_open(m) ORDER BY u.email`,
		[scope.accountId],
	)
	const mails = announce({
		...{ webhookId: delivery.webhookId, account, host: new URL(delivery.url).host },
		...{ failingSince: webhook.failingSince, readers: readers.rows },
	})
	await addOutboxMessages(transaction, scope.accountId, mails)
}
