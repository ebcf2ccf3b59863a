import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { WebhookEvent } from '#app/domain/webhook/webhook-event.ts'

/** As many as an account may have, those that are off included. */
export const mostWebhooks = 20

type Kept = { ok: true; id: string } | { ok: false; reason: 'too-many' }

export type AddedWebhook =
	/** `isNew` false: the same form came before, and `id` is what it made. */
	{ ok: true; id: string; isNew: boolean } | { ok: false; reason: 'too-many' }

/**
 * Adds a webhook, which is told of what happens from now on.
 *
 * @param of.id what its secret is sealed for
 */
export async function addWebhook(
	scope: AccountScope,
	of: {
		id: string
		url: string
		events: readonly WebhookEvent[]
		sealedSecret: string
		keyName: string
		idempotencyKey: string
	},
): Promise<AddedWebhook> {
	return withAccount(scope, async (transaction) => {
		const answer = await runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'webhook.add' },
			async (): Promise<Kept> => {
				// Two at the same moment could each be the last that is allowed.
				await transaction.sql.query(`SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE`, [scope.accountId])
				const { rowCount } = await transaction.sql.query(
					`INSERT INTO webhook (account_id, id, url, events, secret, key_name, created_by_user_id)
					 SELECT $1, $2, $3, $4, $5, $6, $7
					 WHERE $8 > (SELECT count(*) FROM webhook w WHERE w.account_id = $1)`,
					[
						...[scope.accountId, of.id, of.url, of.events, of.sealedSecret, of.keyName],
						...[scope.userId, mostWebhooks],
					],
				)
				if (rowCount === 0) return { ok: false, reason: 'too-many' }
				await appendAuditEvent(transaction, scope, {
					action: 'webhook.added',
					subject: { kind: 'webhook', id: of.id },
					detail: { events: of.events },
				})
				return { ok: true, id: of.id }
			},
		)
		return answer.ok ? { ...answer, isNew: answer.id === of.id } : answer
	})
}
