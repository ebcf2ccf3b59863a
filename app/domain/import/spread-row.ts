import type { MetricImportKind } from './import-kind.ts'
import type { MetricMapping } from './metric-mapping.ts'
import { layoutOf } from './metric-mapping.ts'

/** One value as a file says it. */
export type MetricRow = {
	/** As a spreadsheet numbers it. */
	row: number
	/** Empty for the whole company. */
	subject: string
	/** A key, or the text that stands for one. */
	metric: string
	period: string
	value: string
	weight: string
	/** The columns that these stand in, for naming one that is at fault; -1 where it stands in none. */
	at: { subject: number; metric: number; period: number; value: number; weight: number }
}

export type FileRow = { row: number; cells: readonly string[] }
type Of = { kind: MetricImportKind; mapping: MetricMapping; header: readonly string[] }

/** The values of a row of a file. Of a row that has a column for each metric or period, those that are there. */
export function* spreadRow({ kind, mapping, header }: Of, { row, cells }: FileRow): Generator<MetricRow> {
	const cell = (column: number | null) => (column === null ? '' : (cells[column] ?? ''))
	const { subject, period, metric } = mapping
	const layout = layoutOf(kind, mapping)
	const at = {
		subject: subject.column ?? -1,
		metric: metric.column ?? -1,
		period: period ?? -1,
		value: -1,
		weight: -1,
	}
	const base = { row, subject: cell(subject.column), period: cell(period), weight: '' }
	const metricText = metric.column === null ? (metric.key ?? '') : cell(metric.column)
	if (layout === 'long') {
		const { value, weight } = mapping
		yield {
			...base,
			metric: metricText,
			value: cell(value),
			weight: cell(weight),
			at: { ...at, value: value ?? -1, weight: weight ?? -1 },
		}
	} else if (layout === 'periods') {
		for (const column of mapping.periods) {
			const value = cell(column)
			if (value.trim() === '') continue
			const place = { ...at, period: column, value: column }
			yield { ...base, metric: metricText, period: header[column] ?? '', value, at: place }
		}
	} else {
		for (const { column, metric: key, weight, isRate } of mapping.values) {
			const value = cell(column)
			if (value.trim() === '' || (isRate && !(Number(cell(weight)) >= Math.max(Number(value), 1)))) continue
			yield {
				...base,
				metric: key,
				value,
				weight: cell(weight),
				at: { ...at, metric: column, value: column, weight: weight ?? -1 },
			}
		}
	}
}
