import { z } from 'zod'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'

/** A form sends what is not chosen as empty text. */
const id = z.guid().optional().catch(undefined)

/** What is tried, beside what the list is narrowed to. Nothing of it is kept; what it gets wrong is as if it were not there. */
export const scenarioSearchSchema = trainingNeedSearchSchema.extend({
	/** Another target of a family: its tier, 1 to 3, its day, or both. */
	tryFamily: id,
	tryTier: z.enum(['1', '1.5', '2', '2.5', '3']).optional().catch(undefined),
	tryDue: z.iso.date().optional().catch(undefined),
	/** A topic for so many people. */
	tryTopic: id,
	tryPlaces: z.coerce.number().int().min(1).max(1_000_000).optional().catch(undefined),
})
export type ScenarioSearch = z.infer<typeof scenarioSearchSchema>
