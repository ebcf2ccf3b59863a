import { z } from 'zod'

/** What the address of what came of training asks for; the page and its export read the same. */
export const outcomesSearchSchema = z.object({
	/** The later of the two cycles, by its name or id; with nothing, the newest. */
	cycle: z
		.string()
		.max(200)
		.transform((value) => value || undefined)
		.optional(),
})
