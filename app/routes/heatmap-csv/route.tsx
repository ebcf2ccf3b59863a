import { z } from 'zod'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { exportLens } from './export-lens.server.ts'
import { metricCsvColumns, metricCsvRows } from './metric-rows.server.ts'
import { heatmapCsvColumns, heatmapCsvRows } from './rows.server.ts'

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	metric: z.string().max(80).default(''),
})

/** The level of the heatmap that the screen shows: with every statistic, or the metric that stands in their place. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { searchParams } = new URL(request.url)
	if (searchParams.has('lens')) {
		return exportLens(requireAccess(context, 'team-assessments.read'), searchParams)
	}
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const search = searchSchema.safeParse(Object.fromEntries(searchParams))
	if (!search.success) throw notFound()
	const view = await readHeatmapView(scope, person, { cycle: search.data.cycle, nodeId: search.data.node })
	if (view === null || view === 'nothing') throw notFound()
	const asOf = (view.cycle.publishedAt ?? new Date()).toISOString()
	if (search.data.metric) {
		const read = await readMetricHeatmap(scope, person, { view, metricKey: search.data.metric })
		if (!read?.level) throw notFound()
		const { metric, level } = read
		return csvResponse(
			formatCsv(metricCsvColumns, metricCsvRows(view, { metric, level, asOf })),
			`${metric.key}-${view.cycle.name}-${view.node.name}.csv`,
		)
	}
	const rubric = await readRubric(scope, view.cycle)
	const csv = formatCsv(
		heatmapCsvColumns,
		heatmapCsvRows(view, {
			frameworkKey: rubric.key,
			frameworkVersion: rubric.version,
			asOf,
		}),
	)
	return csvResponse(csv, `heatmap-${view.cycle.name}-${view.node.name}.csv`)
}
