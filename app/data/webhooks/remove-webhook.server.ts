import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockWebhook } from './lock-webhook.server.ts'

export type RemovedWebhook = { ok: true } | { ok: false; reason: 'gone' | 'on' }

/** Removes a webhook that is off, with the log of its deliveries and whatever waits for it. */
export async function removeWebhook(
	scope: AccountScope,
	{ webhookId }: { webhookId: string },
): Promise<RemovedWebhook> {
	return withAccount(scope, async (transaction) => {
		const webhook = await lockWebhook(transaction, scope, webhookId)
		if (!webhook) return { ok: false, reason: 'gone' }
		if (webhook.offAt === null) return { ok: false, reason: 'on' }
		await transaction.sql.query(`DELETE FROM webhook WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			webhookId,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'webhook.removed',
			subject: { kind: 'webhook', id: webhookId },
		})
		return { ok: true }
	})
}
