import type { DescribedImport } from '#app/data/imports/describe-import.server.ts'
import type { MetricImportKind } from '#app/domain/import/import-kind.ts'
import type { MetricLayout } from '#app/domain/import/metric-mapping.ts'
import { layoutOf } from '#app/domain/import/metric-mapping.ts'
import { hasWeight } from '#app/domain/metric/aggregation.ts'

/** Columns beyond this keep what was guessed of them: a page of a thousand choices is none. */
const mostColumns = 100
const sampleRows = 5
const sampleColumns = 20
const samples = 3

/** The reports of GitHub say themselves where everything stands. */
const reports: ReadonlySet<MetricImportKind> = new Set([
	'copilot-organization',
	'copilot-legacy',
	'copilot-users',
])

export type ColumnsPage = {
	layout: MetricLayout
	/** JSON in lines may be laid out either way. */
	isEither: boolean
	isReport: boolean
	isJson: boolean
	columns: { index: number; name: string; samples: string[] }[]
	/** Columns that are not shown. */
	more: number
	sample: { header: string[]; rows: string[][]; more: number }
	mapping: DescribedImport['mapping']
	questions: DescribedImport['questions']
	problems: string[]
	metrics: { key: string; name: string; isWeighed: boolean }[]
}

export function readColumns(found: DescribedImport): ColumnsPage {
	const { kind, mapping, summary, metrics, questions, problems } = found
	const all = summary.header.map((name, index) => ({
		index,
		name: name || `Column ${index + 1}`,
		samples: [...new Set(summary.sample.map((cells) => cells[index]?.trim() ?? ''))]
			.filter((cell) => cell !== '')
			.slice(0, samples),
	}))
	const mapped = new Set(mapping.values.map(({ column }) => column))
	// What is mapped comes first where there are too many.
	const shown =
		all.length > mostColumns
			? [...all.filter(({ index }) => mapped.has(index)), ...all.filter(({ index }) => !mapped.has(index))]
					.slice(0, mostColumns)
					.toSorted((a, b) => a.index - b.index)
			: all
	return {
		layout: layoutOf(kind, mapping),
		isEither: kind === 'metrics-ndjson',
		isReport: reports.has(kind),
		isJson: summary.delimiter === null,
		columns: shown,
		more: all.length - shown.length,
		sample: {
			header: all.slice(0, sampleColumns).map(({ name }) => name),
			more: Math.max(0, all.length - sampleColumns),
			rows: summary.sample
				.slice(0, sampleRows)
				.map((cells) => all.slice(0, sampleColumns).map(({ index }) => cells[index] ?? '')),
		},
		mapping,
		questions,
		problems,
		metrics: metrics.map(({ key, name, aggregation }) => ({ key, name, isWeighed: hasWeight(aggregation) })),
	}
}
