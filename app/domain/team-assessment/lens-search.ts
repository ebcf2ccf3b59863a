import { z } from 'zod'
import type { TeamFrameworkKey } from './team-lens.ts'

/** Which heatmap of teams a URL asks for: of which scale, in which cycle, from which team down. */
export const lensSearchSchema = z.object({
	lens: z.enum(['levels', 'rungs']),
	cycle: z.guid().optional(),
	node: z.guid().optional(),
	/** The steps of the scale, or the checks that its levels stand on. The ladder has none. */
	by: z.enum(['steps', 'checks']).catch('steps'),
	/** A cycle and a node that another lens shows: where this one has none such for the reader, it opens as without them. */
	nearCycle: z.guid().optional().catch(undefined),
	near: z.guid().optional().catch(undefined),
})
export type HeatmapLens = z.output<typeof lensSearchSchema>['lens']

/** Whose scale each of them has. */
export const frameworkOfLens: Record<HeatmapLens, TeamFrameworkKey> = {
	levels: 'five-ai-coding-levels',
	rungs: 'agentic-engineering-ladder',
}
