import { z } from 'zod'
import { stallLenses } from './stall-lens.ts'

/** What the address of the stalls asks for; the page and its export read the same. */
export const stallSearchSchema = z.object({
	lens: z.enum(stallLenses).catch('tiers'),
	/** Of tiers: which published cycle, and of which family. */
	cycle: z.string().min(1).max(200).optional(),
	family: z.guid().optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type StallSearch = z.output<typeof stallSearchSchema>
