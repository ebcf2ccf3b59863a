import { z } from 'zod'
import type { TeamFrameworkKey } from './team-lens.ts'

/** Which heatmap of teams a URL asks for: of which scale, in which cycle, from which team down. */
export const lensSearchSchema = z.object({
	lens: z.enum(['levels', 'rungs']),
	cycle: z.guid().optional(),
	node: z.guid().optional(),
})
export type HeatmapLens = z.output<typeof lensSearchSchema>['lens']

/** Whose scale each of them has. */
export const frameworkOfLens: Record<HeatmapLens, TeamFrameworkKey> = {
	levels: 'five-ai-coding-levels',
	rungs: 'agentic-engineering-ladder',
}
