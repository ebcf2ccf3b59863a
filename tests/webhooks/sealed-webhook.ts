import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addWebhook } from '#app/data/webhooks/add-webhook.server.ts'
import type { WebhookEvent } from '#app/domain/webhook/webhook-event.ts'
import { webhookEvents } from '#app/domain/webhook/webhook-event.ts'
import { makeSecretBox } from '#app/jobs/webhooks/secret-box.server.ts'
import { createSigningSecret } from '#app/jobs/webhooks/sign-message.server.ts'

/** For CONTOUR_AUDIT_KEY, where what a test seals is to be read by the application. */
export const auditKey = '5e'.repeat(32)
export const secretBox = makeSecretBox(Buffer.from(auditKey, 'hex'))

/** A webhook as the settings make one. */
export async function addSealedWebhook(
	scope: AccountScope,
	of: { url: string; events?: readonly WebhookEvent[] },
): Promise<{ id: string; secret: string }> {
	const id = randomUUID()
	const secret = createSigningSecret()
	const added = await addWebhook(scope, {
		...{ id, url: of.url, events: of.events ?? webhookEvents, keyName: secretBox.keyName },
		...{ sealedSecret: secretBox.seal(secret, { accountId: scope.accountId, webhookId: id }) },
		idempotencyKey: randomUUID(),
	})
	if (!added.ok) throw new Error(added.reason)
	return { id, secret }
}

/** What the webhooks of an account are to be told, oldest first. */
export async function deliveriesOf(admin: Pool, accountId: string) {
	const { rows } = await admin.query<{
		id: string
		webhookId: string
		event: string
		data: Record<string, unknown>
		state: string
		attempts: number
		status: number | null
		problem: string | null
		/** Seconds from the last attempt to the next. */
		wait: number
	}>(
		`SELECT id, webhook_id AS "webhookId", event, data, state, attempts, last_status AS status, last_problem AS problem,
			round(extract(epoch FROM next_attempt_at - last_attempt_at))::int AS wait
		 FROM webhook_delivery WHERE account_id = $1 ORDER BY created_at, id`,
		[accountId],
	)
	return rows
}
