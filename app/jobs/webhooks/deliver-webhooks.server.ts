import { listDueDeliveries } from '#app/data/webhooks/list-due-deliveries.server.ts'
import { postponeDelivery } from '#app/data/webhooks/postpone-delivery.server.ts'
import type { TakenDelivery } from '#app/data/webhooks/take-delivery.server.ts'
import { takeDelivery } from '#app/data/webhooks/take-delivery.server.ts'
import type { DeliveryOutcome } from '#app/domain/webhook/delivery.ts'
import { isUnavailable } from '#app/lib/is-unavailable.ts'
import { getLogger } from '#app/lib/log.server.ts'
import { webhookOffMails } from '#app/mail/webhook-mails.server.ts'
import { postMessage } from './post-message.server.ts'
import type { SecretBox } from './secret-box.server.ts'
import { openSecretBox } from './secret-box.server.ts'
import { signMessage } from './sign-message.server.ts'

/**
 * Sends what webhooks of all accounts are to be told and is due, each within the transaction that says so, and returns how many
 * arrived and how many did not. Once the signal is given, no other is begun.
 */
export async function deliverWebhooks(of: {
	baseUrl: string
	signal?: AbortSignal
}): Promise<{ sent: number; failed: number }> {
	const { baseUrl, signal } = of
	const counts = { sent: 0, failed: 0 }
	const box = await openSecretBox()
	if (!box) return counts
	for (;;) {
		let taken = 0
		for (const due of await listDueDeliveries(box)) {
			if (signal?.aborted) return counts
			const outcome = await deliver(due, { box, baseUrl })
			if (!outcome) continue
			taken += 1
			counts[outcome.ok ? 'sent' : 'failed'] += 1
		}
		// What is due and was not taken, others are at.
		if (taken === 0) return counts
	}
}

/** One that breaks holds up no other, and is not sent again and again. */
async function deliver(
	due: { accountId: string; deliveryId: string },
	{ box, baseUrl }: { box: SecretBox; baseUrl: string },
): Promise<DeliveryOutcome | null> {
	try {
		return await takeDelivery({
			...due,
			send: (delivery) => send(delivery, box),
			announce: (webhook) => webhookOffMails({ ...webhook, at: new Date(), baseUrl }),
		})
	} catch (error) {
		if (isUnavailable(error)) throw error
		getLogger().error({ err: error }, 'a message of a webhook could not be settled')
		await postponeDelivery(due)
		return { ok: false, problem: 'broken', status: null }
	}
}

async function send(delivery: TakenDelivery, box: SecretBox): Promise<DeliveryOutcome> {
	const { id, url, event, createdAt, slug, data } = delivery
	const sealed = [delivery.sealedSecret, delivery.sealedPreviousSecret]
	const secrets = sealed.flatMap((secret) => (secret && box.open(secret, delivery)) ?? [])
	if (secrets.length === 0) return { ok: false, problem: 'secret', status: null }
	const body = JSON.stringify({ id, event, createdAt: createdAt.toISOString(), account: slug, data })
	return postMessage({
		url: new URL(url),
		headers: {
			'content-type': 'application/json',
			'user-agent': 'Contour',
			...signMessage({ id, at: new Date(), body, secrets }),
		},
		body,
	})
}
