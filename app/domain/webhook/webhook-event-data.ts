import { z } from 'zod'
import type { WebhookEvent } from './webhook-event.ts'

/**
 * What each event tells: ids alone. Never a name, a figure or anything else of a person, since what it reaches is outside of every
 * right. Ids as the database takes them, of whatever version.
 */
export const webhookEventData = {
	'cycle.opened': z.strictObject({ cycleId: z.guid() }),
	/** Version 1, and one more for each correction. */
	'cycle.published': z.strictObject({ cycleId: z.guid(), version: z.int().min(1) }),
	'import.finished': z.strictObject({ importId: z.guid() }),
} as const satisfies Record<WebhookEvent, z.ZodType>

export type WebhookEventData<Event extends WebhookEvent> = z.infer<(typeof webhookEventData)[Event]>
