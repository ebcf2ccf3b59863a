import { hasWeight } from '#app/domain/metric/aggregation.ts'
import type { Unit } from '#app/domain/metric/unit.ts'
import type { ImportMetric } from './mapping-problems.ts'
import type { PercentWay } from './metric-mapping.ts'
import type { DecimalSign, ReadNumber } from './read-number.ts'
import { hundredth, readNumber, readNumberAsItIs } from './read-number.ts'
import { shareRange } from './share-range.ts'

export type ReadValue =
	| { ok: true; value: string; weight: string | null }
	/** `open` is what would have to be said of the file for it to be read. */
	| { ok: false; at: 'value' | 'weight'; message: string; open?: 'percent' | 'decimal' | undefined }

/** Whether a value is the numerator of its weight, and not itself what the metric measures. */
export const isWeighed = ({ aggregation }: Pick<ImportMetric, 'aggregation'>, weight: string): boolean =>
	aggregation === 'ratio_of_sums' && weight.trim() !== ''

const neverNegative: ReadonlySet<Unit> = new Set([
	'count',
	'milliseconds',
	'minutes',
	'hours',
	'days',
	'tokens',
])

const words: Record<Exclude<ReadNumber, { ok: true }>['problem'], (cell: string) => string> = {
	blank: () => 'There is no value. Write one, or leave the row out.',
	'no-number': (cell) => `${quote(cell)} is no number.`,
	'not-finite': (cell) => `${quote(cell)} is no number that can be counted with. Leave the row out.`,
	'other-decimals': (cell) => `${quote(cell)} is written with other decimals than was chosen for this file.`,
	either: (cell) => `${quote(cell)} can be two numbers. Say for the file what stands before the decimals.`,
	'out-of-range': (cell) => `${quote(cell)} has more digits than can be kept: 18, and 12 decimals.`,
}

export const quote = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`

const readAs = (cell: string, decimal: DecimalSign | null): ReadNumber =>
	decimal === null ? readNumberAsItIs(cell) : readNumber(cell, decimal)

const refusalOf = (problem: keyof typeof words, cell: string) => ({
	message: words[problem](cell),
	open: problem === 'either' ? ('decimal' as const) : undefined,
})

/** A value with what weighs or divides it, as it is kept: exact decimals, shares from 0 to 1. */
export function readValue(
	cells: { value: string; weight: string },
	metric: ImportMetric,
	how: { decimal: DecimalSign | null; percent: PercentWay | undefined },
): ReadValue {
	const read = readAs(cells.value, how.decimal)
	if (!read.ok) return { ok: false, at: 'value', ...refusalOf(read.problem, cells.value) }
	const weight = readWeight(cells.weight, metric, how.decimal)
	if (typeof weight === 'object' && weight !== null) return { ok: false, at: 'weight', ...weight }
	const isNumerator = metric.aggregation === 'ratio_of_sums' && weight !== null
	const isShare = metric.unit === 'share' && !isNumerator
	if (read.isPercent && !isShare) {
		return {
			ok: false,
			at: 'value',
			message: `${quote(cells.value)} is a percentage, and ${quote(metric.name)} is measured in something else.`,
		}
	}
	if (isShare && !read.isPercent && how.percent === undefined && Number(read.text) !== 0) {
		return {
			ok: false,
			at: 'value',
			message: `${quote(cells.value)} can be a percentage or a share of 1. Say for the file which of the two it is.`,
			open: 'percent',
		}
	}
	const value = isShare && (read.isPercent || how.percent === 'of-100') ? hundredth(read.text) : read.text
	const refusal = outOfRange(value, weight, metric, isShare, isNumerator)
	return refusal ? { ok: false, at: 'value', message: refusal } : { ok: true, value, weight }
}

function readWeight(
	cell: string,
	metric: ImportMetric,
	decimal: DecimalSign | null,
): string | null | { message: string; open?: 'decimal' | undefined } {
	if (cell === '' || !hasWeight(metric.aggregation)) return null
	const read = readAs(cell, decimal)
	if (!read.ok) return read.problem === 'blank' ? null : refusalOf(read.problem, cell)
	if (read.isPercent)
		return { message: `${quote(cell)} is a percentage, and what values are weighed or divided by is none.` }
	if (read.text.startsWith('-'))
		return { message: `${quote(cell)} is below 0, and what values are weighed or divided by is not.` }
	return read.text
}

function outOfRange(
	value: string,
	weight: string | null,
	{ key, unit, name }: ImportMetric,
	isShare: boolean,
	isNumerator: boolean,
): string | null {
	const number = Number(value)
	const { least, most } = shareRange(key)
	if (isShare && (number < least || number > most)) {
		return `${percentText(value)} is out of range: ${quote(name)} goes from ${least * 100} % to ${most * 100} %.`
	}
	if (number < 0 && (neverNegative.has(unit) || (unit === 'share' && least === 0)))
		return `${value} is below 0, and ${quote(name)} is not.`
	if (isNumerator && number !== 0 && Number(weight) === 0) return `${value} cannot be divided by 0.`
	if (isNumerator && unit === 'share' && number > most * Number(weight))
		return `${value} of ${weight} is more than ${most * 100} %.`
	return null
}

const percentText = (share: string) => `${Number((Number(share) * 100).toPrecision(12))} %`
