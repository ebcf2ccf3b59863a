import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { Unit } from '#app/domain/metric/unit.ts'
import type { MetricImportKind } from './import-kind.ts'
import type { MetricMapping } from './metric-mapping.ts'
import { layoutOf } from './metric-mapping.ts'

/** What reading a value needs to know of its metric. */
export type ImportMetric = { id: string; key: string; name: string; unit: Unit; aggregation: Aggregation }

type Of = {
	kind: MetricImportKind
	columns: number
	metrics: ReadonlyMap<string, ImportMetric>
}

/** Why a file cannot be read by this mapping; empty when it can. */
export function mappingProblems(mapping: MetricMapping, { kind, columns, metrics }: Of): string[] {
	const problems: string[] = []
	const layout = layoutOf(kind, mapping)
	const weights = mapping.values.map(({ weight }) => weight)
	const used = [mapping.subject.column, mapping.period, mapping.metric.column, mapping.value, mapping.weight]
		.concat(
			mapping.values.map(({ column }) => column),
			weights,
			mapping.periods,
		)
		.filter((column) => column !== null)
	if (used.some((column) => column >= columns))
		problems.push('A column was chosen that the file does not have.')
	if (mapping.subject.column === null && mapping.subject.is !== 'account') {
		problems.push(
			'Choose the column that names the person or team, or say that the values are of the whole company.',
		)
	}
	if (layout === 'periods') {
		if (mapping.periods.length === 0) problems.push('Choose the columns that are periods.')
	} else if (mapping.period === null) problems.push('Choose the column that names the period.')
	if (layout === 'wide') {
		if (mapping.values.length === 0) problems.push('Choose the metric of at least one column.')
		const twice = mapping.values.find(
			({ metric }, i) => mapping.values.findIndex((v) => v.metric === metric) < i,
		)
		if (twice) problems.push(`Two columns are the metric ${metrics.get(twice.metric)?.name ?? twice.metric}.`)
	} else if (mapping.metric.column === null && mapping.metric.key === null) {
		problems.push('Choose the column that names the metric, or the metric that all values are of.')
	}
	if (layout === 'long' && mapping.value === null) problems.push('Choose the column that holds the value.')
	const named = [
		...(mapping.metric.column === null && mapping.metric.key !== null ? [mapping.metric.key] : []),
		...mapping.values.map(({ metric }) => metric),
		...Object.values(mapping.metricOf),
	]
	for (const key of new Set(named)) {
		if (!metrics.has(key)) problems.push(`There is no metric ${key} any more. Choose another one.`)
	}
	return problems
}
