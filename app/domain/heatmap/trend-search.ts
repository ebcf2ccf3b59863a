import { z } from 'zod'
import { trendStatistics } from './trend-statistic.ts'

/** What the address of a trend asks for; the page and its export read the same. */
export const trendSearchSchema = z.object({
	node: z.string().min(1).max(60).optional(),
	/** The name of the cycle that the trend ends with; the newest unless given. */
	until: z.string().max(200).default(''),
	family: z.guid().optional().catch(undefined),
	statistic: z.enum(trendStatistics).catch('mean'),
	/** Of the teams below, from 1. */
	page: z.coerce.number().int().min(1).max(10_000).catch(1),
})
