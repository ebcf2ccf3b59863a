import { z } from 'zod'
import { importKindSchema } from '#app/domain/import/import-kind.ts'
import { roadmapChanges } from '#app/domain/roadmap/roadmap-change.ts'
import type { WebhookEvent } from './webhook-event.ts'

/**
 * What each event tells: ids, and of what kind it is. Never a name, a figure or anything else of a person, since what it reaches is outside of every
 * right. Ids as the database takes them, of whatever version.
 */
export const webhookEventData = {
	'cycle.opened': z.strictObject({ cycleId: z.guid() }),
	/** Version 1, and one more for each correction. */
	'cycle.published': z.strictObject({ cycleId: z.guid(), version: z.int().min(1) }),
	/** Programs read an import of metrics by its id, and a roster in the list alone: the kind tells them which. */
	'import.finished': z.strictObject({ importId: z.guid(), kind: importKindSchema }),
	/** `number` is one more with each change of the plan. */
	'roadmap.changed': z.strictObject({
		...{ roadmapId: z.guid(), change: z.enum(roadmapChanges), number: z.int().min(1) },
	}),
} as const satisfies Record<WebhookEvent, z.ZodType>

export type WebhookEventData<Event extends WebhookEvent> = z.infer<(typeof webhookEventData)[Event]>
