import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import {
	compareMetricFigures,
	metricColumnsOf,
	metricFigureOf,
	teamsColumnId,
	type MetricFigure,
} from '#app/charts/metric-figure.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { meaningOfChange } from '#app/domain/metric/change.ts'
import { figureOfCycle } from '#app/domain/metric/cycle-figure.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

/** The columns of a metric's export, in their order. Numbers have a decimal point, whatever the account's locale. */
export const metricCsvColumns = [
	'cycle',
	'snapshot_version',
	'as_of',
	'metric',
	'metric_name',
	'unit',
	'currency',
	'direction',
	'values_from',
	'values_to',
	'compared_with',
	'minimum_group_size',
	'team_id',
	'team',
	'is_total',
	/** `people`: of their values; `own`: as it came for the team; `teams`: of what came for the teams below. */
	'source',
	'family',
	'families_included',
	/** People or teams with values. */
	'n',
	'value',
	'value_before',
	'change',
	'change_is',
	'mean_tier',
]

/** One row for each node and column of the screen; of one column alone where it stands beside other metrics. */
export function* metricCsvRows(
	view: HeatmapView,
	of: { metric: MetricDefinition; level: MetricLevel; asOf: string; columnId?: string | undefined },
): Generator<CsvCell[]> {
	const { cycle, node, families } = view
	const { metric, level, asOf } = of
	const ids = of.columnId ? [of.columnId] : metricColumnsOf(level)
	const columns = ids.map((id) => ({
		id,
		key: id === teamsColumnId ? null : (families.find((one) => one.id === id)?.key ?? allFamiliesId),
	}))
	for (const { id, name } of [node, ...view.children]) {
		for (const column of columns) {
			const now = metricFigureOf(level.cells.get(id), column.id)
			const before = metricFigureOf(level.comparisonCells.get(id), column.id)
			const keys = families.filter((one) => now.familyIds.includes(one.id)).map(({ key }) => key)
			const { tier } = cellOfFamily(view.cells.get(id), column.key === null ? allFamiliesId : column.id)
			yield [
				...[cycle.name, cycle.version ?? 'running', asOf],
				...[metric.key, metric.name, metric.unit, metric.currency, metric.direction],
				...[level.firstOn, level.lastOn, view.comparisonName, view.k],
				...[id, name, id === node.id ? 'yes' : 'no'],
				...[now.source, column.key, now.cell.kind === 'shown' ? keys.join(' ') : null],
				...figureColumns(metric, { now, before, k: view.k }),
				tier.kind === 'shown' ? rounded(tierOf(tier.summary.meanHalfSteps), 4) : null,
			]
		}
	}
}

const rounded = (value: number, places: number): number => Number(value.toFixed(places))

/** In place of figures: why there is none. Empty where nothing is compared. */
function figureColumns(
	metric: MetricDefinition,
	of: { now: MetricFigure; before: MetricFigure; k: number },
): CsvCell[] {
	const { cell, source } = of.now
	if (cell.kind === 'suppressed') return Array<CsvCell>(5).fill('suppressed')
	if (cell.kind !== 'shown') return Array<CsvCell>(5).fill(null)
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	if (!figure.ok) return [cell.parts.subjects, figure.reason, null, null, null]
	const { value, before } = compareMetricFigures(metric, of)
	if (value === null) return [cell.parts.subjects, null, null, null, null]
	if (before === null) return [cell.parts.subjects, value, null, null, null]
	const meaning = meaningOfChange(metric.direction, before, value)
	return [cell.parts.subjects, value, before, rounded(value - before, 10), meaning]
}
