import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockWebhook } from './lock-webhook.server.ts'

/**
 * Switches a webhook off or on again. While it is off nothing new is written down for it, and what waited before waits on.
 *
 * @returns false where there is none
 */
export async function switchWebhook(
	scope: AccountScope,
	{ webhookId, on }: { webhookId: string; on: boolean },
): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		const webhook = await lockWebhook(transaction, scope, webhookId)
		if (!webhook) return false
		if ((webhook.offAt === null) === on) return true
		await transaction.sql.query(
			`UPDATE webhook SET version = version + 1, off_at = CASE WHEN $3 THEN NULL ELSE now() END,
				off_because = CASE WHEN $3 THEN NULL ELSE 'by-hand' END,
				failing_since = CASE WHEN $3 THEN NULL ELSE failing_since END
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, webhookId, on],
		)
		await appendAuditEvent(transaction, scope, {
			action: on ? 'webhook.switched-on' : 'webhook.switched-off',
			subject: { kind: 'webhook', id: webhookId },
		})
		return true
	})
}
