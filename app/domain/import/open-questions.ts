import type { DateOrder } from '#app/domain/roster/roster-date.ts'
import { findMetric } from './find-metric.ts'
import type { MetricImportKind } from './import-kind.ts'
import type { OpenInFile } from './import-outcome.ts'
import type { ImportQuestion } from './import-question.ts'
import type { ImportMetric } from './mapping-problems.ts'
import type { MetricMapping, PercentWay } from './metric-mapping.ts'
import type { DecimalSign } from './read-number.ts'
import { sniffDecimals } from './read-number.ts'
import { sniffPeriods } from './read-period.ts'
import { isWeighed } from './read-value.ts'
import { sniffPercents } from './sniff-percents.ts'
import type { MetricRow } from './spread-row.ts'
import { spreadRow } from './spread-row.ts'

const shown = 3

type Of = {
	kind: MetricImportKind
	mapping: MetricMapping
	metrics: ReadonlyMap<string, ImportMetric>
	summary: { header: readonly string[]; sample: readonly (readonly string[])[] }
}

export type FoundQuestions = {
	/** What the first rows leave open and the mapping does not answer. */
	questions: ImportQuestion[]
	/** What the first rows tell by themselves. */
	decided: { decimal: DecimalSign | null; dateOrder: DateOrder | null; percents: Record<string, PercentWay> }
}

/** What the first rows of a file tell about how it is written, and what has to be asked. */
export function openQuestions({ kind, mapping, metrics, summary }: Of): FoundQuestions {
	const layout = { kind, mapping, header: summary.header }
	const rows = summary.sample.flatMap((cells, row) => [...spreadRow(layout, { row, cells })])
	const questions: ImportQuestion[] = []
	const decimals = sniffDecimals(rows.flatMap(({ value, weight }) => [value, weight]))
	if (mapping.decimal === null && decimals.open.length > 0) {
		questions.push({
			about: 'decimal',
			guess: decimals.guess ?? 'point',
			examples: decimals.open.slice(0, shown),
		})
	}
	const periods = sniffPeriods(new Set(rows.map(({ period }) => period)))
	if (mapping.dateOrder === null && periods.order === 'ask') {
		questions.push({ about: 'date-order', guess: 'day-first', examples: periods.ambiguous.slice(0, shown) })
	}
	if (mapping.grain === null && periods.days.length > 0) {
		questions.push({ about: 'grain', guess: periods.grain, examples: periods.days.slice(0, shown) })
	}
	const percents = findPercents(rows, mapping, metrics, mapping.decimal ?? decimals.guess ?? 'point')
	return {
		questions: [...questions, ...percents.questions],
		decided: {
			decimal: decimals.open.length === 0 ? decimals.guess : null,
			dateOrder: periods.order === 'ask' || periods.order === 'unneeded' ? null : periods.order,
			percents: percents.decided,
		},
	}
}

/** What a look at the whole file has found open, to be asked like what its first rows leave open. */
export function lateQuestions(
	{ decimals, percents }: OpenInFile,
	metrics: ReadonlyMap<string, ImportMetric>,
): ImportQuestion[] {
	const questions: ImportQuestion[] =
		decimals.length > 0 ? [{ about: 'decimal', guess: 'point', examples: decimals }] : []
	for (const { metric, examples } of percents) {
		const name = metrics.get(metric)?.name
		const { guess } = sniffPercents(examples, 'point') ?? { guess: 'of-1' }
		if (name !== undefined) questions.push({ about: 'percent', metric, name, guess, examples })
	}
	return questions
}

function findPercents(
	rows: readonly MetricRow[],
	mapping: MetricMapping,
	metrics: ReadonlyMap<string, ImportMetric>,
	decimal: DecimalSign,
): { questions: ImportQuestion[]; decided: Record<string, PercentWay> } {
	const values = new Map<ImportMetric, string[]>()
	for (const row of rows) {
		const metric = findMetric(row.metric, metrics, mapping.metricOf)
		if (metric?.unit !== 'share' || isWeighed(metric, row.weight)) continue
		values.set(metric, [...(values.get(metric) ?? []), row.value])
	}
	const questions: ImportQuestion[] = []
	const decided: Record<string, PercentWay> = {}
	for (const [{ key, name }, texts] of values) {
		const found = sniffPercents(texts, decimal)
		if (!found || Object.hasOwn(mapping.percents, key)) continue
		if (found.guess === 'of-100') decided[key] = 'of-100'
		const { guess, open } = found
		questions.push({ about: 'percent', metric: key, name, guess, examples: open.slice(0, shown) })
	}
	return { questions, decided }
}
