import { isEmail } from '#app/domain/roster/clean-cell.ts'
import { wordsOf } from '#app/domain/roster/clean-cell.ts'
import { hasWeight } from '#app/domain/metric/aggregation.ts'
import { findMetric } from './find-metric.ts'
import { columnOf, periodColumns } from './guess-columns.ts'
import type { MetricImportKind } from './import-kind.ts'
import type { ImportMetric } from './mapping-problems.ts'
import type { MetricMapping, SubjectText } from './metric-mapping.ts'
import { emptyMapping } from './metric-mapping.ts'
import { openQuestions } from './open-questions.ts'

type Metrics = ReadonlyMap<string, ImportMetric>
type Table = { header: readonly string[]; sample: readonly (readonly string[])[] }

const most = 0.8

function guessSubject({ header, sample }: Table): MetricMapping['subject'] {
	const column = columnOf(header, 'subject')
	if (column === null) return emptyMapping.subject
	const values = sample.map((cells) => cells[column] ?? '').filter((cell) => cell.trim() !== '')
	const emails = values.filter((value) => isEmail(value.trim())).length
	const named = wordsOf(header[column] ?? '')
	const is: SubjectText =
		values.length > 0 && emails >= most * values.length
			? 'email'
			: /team|squad|group|department|equipe/.test(named)
				? 'team'
				: /login|username/.test(named)
					? 'login'
					: /id$|number/.test(named) && named !== 'subject id'
						? 'external-id'
						: 'any'
	return { column, is }
}

/** A row for each value. */
export function guessLong(table: Table, metrics: Metrics): MetricMapping {
	const { header } = table
	const metric = columnOf(header, 'metric')
	const only = metric === null && metrics.size === 1 ? [...metrics.keys()][0] : undefined
	return {
		...emptyMapping,
		subject: guessSubject(table),
		metric: { column: metric, key: only ?? null },
		period: columnOf(header, 'period'),
		value: columnOf(header, 'value'),
		weight: columnOf(header, 'weight'),
	}
}

/** A column for each metric. A column 'X: weight' weighs or divides the column 'X'. */
export function guessWide(table: Table, metrics: Metrics): MetricMapping {
	const { header } = table
	const subject = guessSubject(table)
	const period = columnOf(header, 'period')
	const found = header.map(wordsOf)
	const seen = new Set<string>()
	const values = header.flatMap((text, column) => {
		const metric =
			column === subject.column || column === period || text === '' ? undefined : findMetric(text, metrics)
		if (!metric || seen.has(metric.key)) return []
		seen.add(metric.key)
		const weight = hasWeight(metric.aggregation)
			? found.findIndex((words) =>
					['weight', 'denominator'].some((role) => words === `${wordsOf(text)} ${role}`),
				)
			: -1
		return [{ column, metric: metric.key, weight: weight === -1 ? null : weight }]
	})
	return { ...emptyMapping, subject, period, values }
}

/** A column for each period. */
export function guessPeriods(table: Table, metrics: Metrics): MetricMapping {
	const { header } = table
	const metric = columnOf(header, 'metric')
	const only = metric === null && metrics.size === 1 ? [...metrics.keys()][0] : undefined
	return {
		...emptyMapping,
		subject: guessSubject(table),
		metric: { column: metric, key: only ?? null },
		periods: periodColumns(header),
	}
}

/** JSON in lines: a field for the value, or one for each metric. Numbers of JSON have a point. */
export function guessFields(table: Table, metrics: Metrics): MetricMapping {
	const long = guessLong(table, metrics)
	return { ...(long.value === null ? guessWide(table, metrics) : long), decimal: 'point' }
}

/** With a weight it is a rate of two fields. */
export type ReportValue = { field: string; metric: string; weight?: string }

/** A report whose fields are known. Metrics that the account does not have are left out. */
export function guessReport(
	of: { header: readonly string[]; period: string; login: string | null; values: readonly ReportValue[] },
	metrics: Metrics,
): MetricMapping {
	const at = (field: string) => of.header.indexOf(field)
	return {
		...emptyMapping,
		subject: of.login === null ? emptyMapping.subject : { column: at(of.login), is: 'login' },
		period: at(of.period),
		grain: 'day',
		decimal: 'point',
		values: of.values
			.filter(({ metric }) => metrics.has(metric))
			.map(({ field, metric, weight }) => ({
				column: at(field),
				metric,
				...(weight === undefined ? { weight: null } : { weight: at(weight), isRate: true }),
			})),
	}
}

/** What the first rows decide by themselves, answered: a share above 1 is no share of 1. */
export function answerByFile(of: {
	kind: MetricImportKind
	mapping: MetricMapping
	metrics: Metrics
	summary: Table
}): MetricMapping {
	let mapping = of.mapping
	const { decided } = openQuestions(of)
	mapping = {
		...mapping,
		decimal: mapping.decimal ?? decided.decimal,
		dateOrder: mapping.dateOrder ?? decided.dateOrder,
	}
	return {
		...mapping,
		percents: { ...openQuestions({ ...of, mapping }).decided.percents, ...mapping.percents },
	}
}
