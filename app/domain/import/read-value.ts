import { hasWeight } from '#app/domain/metric/aggregation.ts'
import type { Unit } from '#app/domain/metric/unit.ts'
import type { ImportMetric } from './mapping-problems.ts'
import type { PercentWay } from './metric-mapping.ts'
import type { DecimalSign, ReadNumber } from './read-number.ts'
import { hundredth, readNumber } from './read-number.ts'
import { shareRange } from './share-range.ts'

export type ReadValue =
	{ ok: true; value: string; weight: string | null } | { ok: false; at: 'value' | 'weight'; message: string }

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
	'out-of-range': (cell) => `${quote(cell)} has more digits than can be kept: 18, and 12 decimals.`,
}

export const quote = (text: string): string => `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`

/** A value with what weighs or divides it, as it is kept: exact decimals, shares from 0 to 1. */
export function readValue(
	cells: { value: string; weight: string },
	metric: ImportMetric,
	how: { decimal: DecimalSign; percent: PercentWay | undefined },
): ReadValue {
	const read = readNumber(cells.value, how.decimal)
	if (!read.ok) return { ok: false, at: 'value', message: words[read.problem](cells.value) }
	const weight = readWeight(cells.weight, metric, how.decimal)
	if (typeof weight === 'object' && weight !== null)
		return { ok: false, at: 'weight', message: weight.message }
	const isNumerator = metric.aggregation === 'ratio_of_sums' && weight !== null
	const isShare = metric.unit === 'share' && !isNumerator
	if (read.isPercent && !isShare) {
		return {
			ok: false,
			at: 'value',
			message: `${quote(cells.value)} is a percentage, and ${quote(metric.name)} is measured in something else.`,
		}
	}
	const value = isShare && (read.isPercent || how.percent === 'of-100') ? hundredth(read.text) : read.text
	const refusal = outOfRange(value, weight, metric, isShare, isNumerator)
	return refusal ? { ok: false, at: 'value', message: refusal } : { ok: true, value, weight }
}

function readWeight(
	cell: string,
	metric: ImportMetric,
	decimal: DecimalSign,
): string | null | { message: string } {
	if (cell === '' || !hasWeight(metric.aggregation)) return null
	const read = readNumber(cell, decimal)
	if (!read.ok) return read.problem === 'blank' ? null : { message: words[read.problem](cell) }
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
