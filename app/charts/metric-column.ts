import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { allFamiliesId } from './describe-heat-cell.ts'
import type { HeatColumnSource } from './heat-cell.ts'
import { metricHeatTableOf } from './metric-heat-table.ts'
import { metricColumnsOf, teamsColumnId } from './metric-figure.ts'

type Table = Parameters<typeof metricHeatTableOf>
type Metrics = Pick<Table[1], 'familyIds' | 'hasTeams'>

/**
 * Which column of a metric stands for it beside others: of a family's people, of everybody, or of teams where it came for these
 * alone. Undefined where it has nothing of the kind.
 */
export function metricColumnFor(metrics: Metrics, familyId: string): string | undefined {
	const there = metricColumnsOf(metrics)
	const [only] = metrics.familyIds
	const isWhole = familyId === allFamiliesId
	const wanted = [
		familyId,
		...(isWhole && metrics.familyIds.length === 1 && only ? [only] : []),
		teamsColumnId,
	]
	return wanted.find((id) => there.includes(id))
}

/** One metric as a column beside others. */
export function metricColumnOf(
	level: Table[0],
	metrics: Table[1],
	of: { metric: MetricDefinition; locale: string; familyId: string; cellHref: (nodeId: string) => string },
): HeatColumnSource[] {
	const { metric, locale, cellHref } = of
	const wanted = metricColumnFor(metrics, of.familyId)
	if (!wanted) return []
	const table = metricHeatTableOf(level, metrics, { metric, locale, cellHref, nodeHref: () => '' })
	const index = table.columns.findIndex(({ id }) => id === wanted)
	const cells = new Map([table.total, ...table.rows].map(({ id, cells: ofRow }) => [id, ofRow[index]]))
	return [
		{
			id: metric.key,
			label: metric.name,
			note: table.columns[index]?.label,
			cellOf: (nodeId) => {
				const cell = cells.get(nodeId) ?? { kind: 'empty' as const }
				// Where a value lies on the colours runs with the value.
				return { cell, order: cell.kind === 'value' ? cell.value : null }
			},
		},
	]
}
