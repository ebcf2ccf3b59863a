import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { WebhookEvent } from '#app/domain/webhook/webhook-event.ts'
import { lockWebhook } from './lock-webhook.server.ts'
import type { Webhook } from './webhook-row.server.ts'

export type ChangedWebhook =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: Webhook }

/** Changes where a webhook is, and what it is told of from now on. What waits already goes to the new address. */
export async function changeWebhook(
	scope: AccountScope,
	of: { webhookId: string; version: number; url: string; events: readonly WebhookEvent[] },
): Promise<ChangedWebhook> {
	return withAccount(scope, async (transaction) => {
		const before = await lockWebhook(transaction, scope, of.webhookId)
		if (!before) return { ok: false, reason: 'gone' }
		if (before.version !== of.version) return { ok: false, reason: 'stale', current: before }
		const fields = [
			...(before.url === of.url ? [] : ['url']),
			...(before.events.toSorted().join() === of.events.toSorted().join() ? [] : ['events']),
		]
		if (fields.length === 0) return { ok: true, changed: false }
		// What failed at the address before says nothing about the new one.
		await transaction.sql.query(
			`UPDATE webhook SET url = $3, events = $4, version = version + 1,
				failing_since = CASE WHEN url = $3 THEN failing_since END
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, of.webhookId, of.url, of.events],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'webhook.changed',
			subject: { kind: 'webhook', id: of.webhookId },
			detail: { fields, events: of.events },
		})
		return { ok: true, changed: true }
	})
}
