import { z } from 'zod'
import { grains } from './period.ts'

/** What the URL of a metric asks for: the page and its export read the same. What it gets wrong is as if it were not there. */
export const metricSearchSchema = z.object({
	/** A team; without it the account. */
	node: z.guid().optional().catch(undefined),
	grain: z.enum(grains).optional().catch(undefined),
})
export type MetricSearch = z.infer<typeof metricSearchSchema>
