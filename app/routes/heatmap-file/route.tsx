import { z } from 'zod'
import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { aboutHeatmapView } from '#app/data/about-heatmap-view.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutText } from '#app/lib/sheet/about-lines.ts'
import { cellOf } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'
import { describeLens } from './describe-lens.server.ts'
import { metricColumns, metricRows } from './metric-rows.server.ts'
import { heatmapColumns, heatmapRows } from './rows.server.ts'

const searchSchema = z.object({
	cycle: z.string().min(1).max(200).optional(),
	node: z.string().min(1).max(60).optional(),
	metric: z.string().max(80).default(''),
})

const teamOf = cellOf(heatmapColumns, 'team')
const teamOfMetric = cellOf(metricColumns, 'team')

/**
 * The level of the heatmap that the screen shows, as the address ends, CSV, workbook or paper: with every statistic, or the metric that
 * stands in their place.
 */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { searchParams } = new URL(request.url)
	if (searchParams.has('lens')) {
		const session = requireAccess(context, 'team-assessments.read')
		return answerWithSheet({ request, context }, await describeLens(session, searchParams))
	}
	const { scope, person } = requireAccess(context, 'heatmap.read')
	const search = searchSchema.safeParse(Object.fromEntries(searchParams))
	if (!search.success) throw notFound()
	const view = await readHeatmapView(scope, person, { cycle: search.data.cycle, nodeId: search.data.node })
	if (view === null || view === 'nothing') throw notFound()
	const asOf = (view.cycle.publishedAt ?? new Date()).toISOString()
	const place = `${view.node.name} · ${view.cycle.name}`
	const common = { footer: 'figures as the person who made this file may see them' }
	if (search.data.metric) {
		const read = await readMetricHeatmap(scope, person, { view, metricKey: search.data.metric })
		if (!read?.level) throw notFound()
		const { metric, level } = read
		const rows = [...metricRows(view, { metric, level, asOf })]
		return answerWithSheet(
			{ request, context },
			{
				...{ ...common, rows, columns: metricColumns },
				name: `${metric.key}-${view.cycle.name}-${view.node.name}`,
				title: `${metric.name} · ${place}`,
				about: async () => [
					...(await aboutHeatmapView(scope, { view })),
					aboutText('Metric', `${metric.name} (${metric.key})`),
					aboutText('Values', `from ${level.firstOn} to ${level.lastOn}`),
					aboutCount('Rows', rows.length),
				],
				groupOf: (row) => String(teamOfMetric(row)),
			},
		)
	}
	const rubric = await readRubric(scope, view.cycle)
	const rows = [...heatmapRows(view, { frameworkKey: rubric.key, frameworkVersion: rubric.version, asOf })]
	return answerWithSheet(
		{ request, context },
		{
			...{ ...common, rows, columns: heatmapColumns },
			name: `heatmap-${view.cycle.name}-${view.node.name}`,
			title: `Heatmap · ${place}`,
			about: async () => [
				...(await aboutHeatmapView(scope, { view })),
				aboutText(
					'Role families',
					'Side by side, not ranked: their questions ask for different things, and the columns of some are a floor, not a ceiling.',
				),
				aboutText('Distribution', 'How many stand at each tier is in the CSV and the Excel file.'),
				aboutCount('Rows', rows.length),
			],
			groupOf: (row) => String(teamOf(row)),
		},
	)
}
