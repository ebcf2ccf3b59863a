import { z } from 'zod'

/** What the address of the movement asks for; the page and its export read the same. */
export const movementSearchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	family: z.guid().optional().catch(undefined),
	/** The name of an earlier cycle to count from; empty for the one before. */
	since: z.string().max(200).default(''),
})
export type MovementSearch = z.output<typeof movementSearchSchema>
