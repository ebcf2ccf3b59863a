import { allFamiliesId } from '#app/charts/describe-heat-cell.ts'
import { metricColumnFor } from '#app/charts/metric-column.ts'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import type { AskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readAskedHeatmap } from '#app/data/heatmap/read-asked-heatmap.server.ts'
import { readLevelCycles } from '#app/data/heatmap/read-level-cycles.server.ts'
import { readLevelMetrics } from '#app/data/heatmap/read-level-metrics.server.ts'
import { readLevelTargets } from '#app/data/heatmap/read-level-targets.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readRubric } from '#app/data/read-rubric.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'
import { exportLens } from './export-lens.server.ts'
import { metricCsvColumns, metricCsvRows } from './metric-rows.server.ts'
import {
	cycleCsvRows,
	heatmapCsvColumns,
	heatmapCsvRows,
	questionCsvRows,
	tierCsvRows,
} from './rows.server.ts'

/** The level of the heatmap that the screen shows, with every page of its rows: each statistic, or the metrics in their place. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { searchParams: params } = new URL(request.url)
	if (params.has('lens')) return exportLens(requireAccess(context, 'team-assessments.read'), params)
	const session = requireAccess(context, 'heatmap.read')
	const { scope, person } = session
	const asked = await readAskedHeatmap(scope, person, { params, pageSize: null })
	if (asked === null || asked === 'nothing') throw notFound()
	const { view, search } = asked
	const asOf = (view.cycle.publishedAt ?? new Date()).toISOString()
	if (search.metric) {
		const read = await readMetricHeatmap(scope, person, { view, metricKey: search.metric })
		if (!read?.level) throw notFound()
		const { metric, level } = read
		return csvResponse(
			formatCsv(metricCsvColumns, metricCsvRows(view, { metric, level, asOf })),
			`${metric.key}-${view.cycle.name}-${view.node.name}.csv`,
		)
	}
	if (search.by === 'metrics') {
		return csvResponse(
			formatCsv(metricCsvColumns, await metricsRowsOf(session, asked, asOf)),
			`heatmap-metrics-${view.cycle.name}-${view.node.name}.csv`,
		)
	}
	const rubric = await readRubric(scope, view.cycle)
	const about = { frameworkKey: rubric.key, frameworkVersion: rubric.version, asOf }
	const csv = formatCsv(heatmapCsvColumns, await rowsOf(session, asked, about))
	const name = search.by === 'families' ? 'heatmap' : `heatmap-${search.by}`
	return csvResponse(csv, `${name}-${view.cycle.name}-${view.node.name}.csv`)
}

type About = { frameworkKey: string; frameworkVersion: number; asOf: string }

async function rowsOf(
	{ scope, person }: AccountSession,
	{ view, search, family, questions }: AskedHeatmap,
	about: About,
): Promise<Iterable<CsvCell[]>> {
	const familyId = family?.id ?? allFamiliesId
	switch (search.by) {
		case 'questions':
			return family ? questionCsvRows(view, { ...about, family, questions }) : []
		case 'cycles':
			return cycleCsvRows(view, {
				...{ ...about, familyId, cycles: await readLevelCycles(scope, person, { view }) },
			})
		case 'tiers':
			return tierCsvRows(view, { ...about, familyId, targets: await readLevelTargets(scope, { view }) })
		default:
			return heatmapCsvRows(view, { ...about, targets: await readLevelTargets(scope, { view }) })
	}
}

async function metricsRowsOf(
	{ scope, person }: AccountSession,
	{ view, family }: AskedHeatmap,
	asOf: string,
): Promise<CsvCell[][]> {
	const columnOf = (level: MetricLevel) => metricColumnFor(level, family?.id ?? allFamiliesId)
	const isWanted = (level: MetricLevel) => columnOf(level) !== undefined
	const read = await readLevelMetrics(scope, person, { view, isWanted })
	return read.flatMap(({ metric, level }) => [
		...metricCsvRows(view, { metric, level, asOf, columnId: columnOf(level) }),
	])
}
