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
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'

const number = { type: 'number', width: 12 } as const

/** The columns of a metric's export, in their order. Numbers have a decimal point, whatever the account's locale. */
export const metricColumns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('snapshot_version', 'Version', { ...number, width: 9 }),
	column('as_of', 'As of (UTC)', { type: 'moment', width: 18 }),
	column('metric', 'Metric key', { width: 26 }),
	column('metric_name', 'Metric', { width: 30 }),
	column('unit', 'Unit', { width: 12 }),
	column('currency', 'Currency', { width: 9 }),
	column('direction', 'Better', { width: 10 }),
	column('values_from', 'Values from', { type: 'day', width: 12 }),
	column('values_to', 'Values to', { type: 'day', width: 12 }),
	column('compared_with', 'Compared with', { width: 16 }),
	column('minimum_group_size', 'Minimum group size', { ...number, width: 10 }),
	column('team_id', 'Team id', { width: 38 }),
	column('team', 'Team', { width: 28 }),
	column('is_total', 'Is the total', { width: 9 }),
	// `people`: of their values; `own`: as it came for the team; `teams`: of what came for the teams below.
	column('source', 'Source', { width: 10 }),
	column('family', 'Role family', { width: 18 }),
	column('families_included', 'Families included', { width: 26 }),
	// People or teams with values.
	column('n', 'People or teams with values', number),
	column('value', 'Value', number),
	column('value_before', 'Value before', number),
	column('change', 'Change', number),
	column('change_is', 'Change is', { width: 12 }),
	column('mean_tier', 'Mean tier', { type: 'number', decimals: 3, width: 10 }),
]

/** One row for each node and column of the screen; of one column alone where it stands beside other metrics. */
export function* metricRows(
	view: HeatmapView,
	of: { metric: MetricDefinition; level: MetricLevel; asOf: string; columnId?: string | undefined },
): Generator<CellValue[]> {
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
): CellValue[] {
	const { cell, source } = of.now
	if (cell.kind === 'suppressed') return Array<CellValue>(5).fill('suppressed')
	if (cell.kind !== 'shown') return Array<CellValue>(5).fill(null)
	const figure = figureOfCycle({ ...metric, source, parts: cell.parts })
	if (!figure.ok) return [cell.parts.subjects, figure.reason, null, null, null]
	const { value, before } = compareMetricFigures(metric, of)
	if (value === null) return [cell.parts.subjects, null, null, null, null]
	if (before === null) return [cell.parts.subjects, value, null, null, null]
	const meaning = meaningOfChange(metric.direction, before, value)
	return [cell.parts.subjects, value, before, rounded(value - before, 10), meaning]
}
