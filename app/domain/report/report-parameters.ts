import { z } from 'zod'
import { progressSearchSchema } from '#app/domain/cycle/progress-search.ts'
import { heatmapSearchSchema } from '#app/domain/heatmap/heatmap-search.ts'
import { trendSearchSchema } from '#app/domain/heatmap/trend-search.ts'
import { metricListSearchSchema } from '#app/domain/metric/metric-list-search.ts'
import { portfolioSearchSchema } from '#app/domain/roadmap/portfolio-search.ts'
import { outcomesSearchSchema } from '#app/domain/training-assignment/outcomes-search.ts'
import { trainingNeedSearchSchema } from '#app/domain/training-need/search-schema.ts'
import { trainingReportFields } from '#app/domain/training-report/report-search-schema.ts'
import { movementSearchSchema } from './movement-search.ts'
import type { ReportKind } from './report-kinds.ts'
import { isOfCycle, reportKinds } from './report-kinds.ts'

export const reportKindSchema = z.enum(reportKinds)

const viewSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.guid().optional().catch(undefined),
})

/** The same as the schemas of the pages, where a page shows no more than one thing. */
const schemas: Record<ReportKind, z.ZodObject> = {
	board: viewSchema,
	heatmap: heatmapSearchSchema,
	trend: trendSearchSchema,
	'training-needs': trainingNeedSearchSchema,
	'training-report': trainingReportFields,
	'training-outcomes': outcomesSearchSchema,
	coverage: progressSearchSchema,
	reminders: z.object({}),
	movement: movementSearchSchema,
	calibration: z.object({}),
	'team-levels': z.object({
		lens: z.enum(['levels', 'rungs']).catch('levels'),
		by: z.enum(['steps', 'checks']).catch('steps'),
		cycle: z.guid().optional().catch(undefined),
		node: z.guid().optional().catch(undefined),
	}),
	roadmaps: portfolioSearchSchema,
	metrics: metricListSearchSchema,
}

/** A place in a list is not saved, nor are words of a search: they may be the name of a person. */
const notSaved = new Set(['page', 'q', 'search', 'near', 'nearCycle'])

/**
 * What is saved of a report: what its own page understands of an address, without what is left as it is anyway. Null where
 * the page would take none of it.
 */
export function readParameters(
	kind: ReportKind,
	given: Readonly<Record<string, unknown>>,
): Record<string, string> | null {
	const schema = schemas[kind]
	const parsed = schema.safeParse(given)
	if (!parsed.success) return null
	const usual: Record<string, unknown> = schema.parse({})
	const kept: Record<string, string> = {}
	for (const [name, value] of Object.entries(parsed.data)) {
		if (notSaved.has(name) || value === usual[name]) continue
		if (typeof value === 'string' || typeof value === 'number') kept[name] = String(value)
	}
	const cycleId = isOfCycle(kind) ? z.guid().safeParse(given['cycleId']) : null
	return cycleId?.success ? { ...kept, cycleId: cycleId.data.toLowerCase() } : kept
}

/** Parameters as they are stored. What a page takes no more since is left out. */
export function readStoredParameters(kind: ReportKind, stored: unknown): Record<string, string> {
	const record = z.record(z.string(), z.unknown()).catch({}).parse(stored)
	return readParameters(kind, record) ?? {}
}
