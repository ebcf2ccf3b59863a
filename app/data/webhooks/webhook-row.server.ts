import type { WebhookEvent } from '#app/domain/webhook/webhook-event.ts'

export type Webhook = {
	id: string
	url: string
	events: WebhookEvent[]
	/** Which key its secret is sealed with. */
	keyName: string
	/** Until then the secret before signs as well. */
	previousUntil: Date | null
	offAt: Date | null
	offBecause: 'by-hand' | 'failing' | null
	/** The first failure since something arrived there last. */
	failingSince: Date | null
	createdAt: Date
	version: number
}

/** Of the row `w`; never a secret. */
export const webhookColumns = `w.id, w.url, w.events, w.key_name AS "keyName",
	CASE WHEN w.previous_until > now() THEN w.previous_until END AS "previousUntil", w.off_at AS "offAt",
	w.off_because AS "offBecause", w.failing_since AS "failingSince", w.created_at AS "createdAt", w.version`
