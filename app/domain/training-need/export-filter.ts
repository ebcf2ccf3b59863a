import { z } from 'zod'

const name = z.string().nullable()

/** What an export of training needs was narrowed to, by the names that people know; null where it was not. */
export const exportFilterSchema = z.object({
	/** Null when it is gone, or was never found. */
	cycle: name,
	version: z.number().nullable(),
	team: name,
	family: name,
	question: name,
	/** The tier where the step begins. */
	step: name,
	isAllSteps: z.boolean(),
	/** Whether people were searched for. Whom, is left out. */
	isSearched: z.boolean(),
	/** Whether it was narrowed to the people of one manager, or of one place or the like. */
	isOfManager: z.boolean(),
	isOfAttribute: z.boolean(),
})
export type ExportFilter = z.infer<typeof exportFilterSchema>
