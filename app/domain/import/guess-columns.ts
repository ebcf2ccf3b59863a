import { wordsOf } from '#app/domain/roster/clean-cell.ts'
import { readPeriod } from './read-period.ts'

const words = {
	subject: [
		'subject',
		'subject id',
		'team',
		'team name',
		'team path',
		'squad',
		'group',
		'department',
		'member',
		'person',
		'employee',
		'user',
		'name',
		'email',
		'e mail',
		'mail',
		'email address',
		'work email',
		'employee id',
		'employee number',
		'external id',
		'personnel number',
		'login',
		'user login',
		'username',
		'github login',
		'mitarbeiter',
		'equipe',
	],
	metric: ['metric', 'metric key', 'metric name', 'measure', 'kpi', 'indicator', 'kennzahl', 'indicateur'],
	period: [
		'period',
		'date',
		'day',
		'month',
		'week',
		'quarter',
		'year',
		'starts on',
		'period start',
		'start date',
		'starts',
		'time',
		'zeitraum',
		'datum',
		'monat',
		'woche',
		'quartal',
		'periode',
		'mois',
	],
	value: ['value', 'amount', 'figure', 'result', 'numerator', 'count', 'wert', 'zahler', 'valeur'],
	weight: ['weight', 'denominator', 'of', 'base', 'n', 'out of', 'gewicht', 'nenner', 'poids'],
} as const

export type ColumnRole = keyof typeof words

/** The column that a header names for a role; the first by how well it fits. */
export function columnOf(header: readonly string[], role: ColumnRole): number | null {
	const found = header.map(wordsOf)
	for (const word of words[role]) {
		const at = found.indexOf(word)
		if (at !== -1) return at
	}
	return null
}

/** Whether a table has a row for each value: it names its metric, or its value. */
export const looksLong = (header: readonly string[]): boolean =>
	columnOf(header, 'value') !== null && columnOf(header, 'period') !== null

const anyDay = { grain: 'day', dateOrder: 'day-first' } as const

/** Columns whose header is a period. A number alone may be a year or anything. */
export function periodColumns(header: readonly string[]): number[] {
	return header.flatMap((text, column) => (readPeriod(text, anyDay).ok ? [column] : []))
}
