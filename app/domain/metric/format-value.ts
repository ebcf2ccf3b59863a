import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from './period.ts'
import type { Unit } from './unit.ts'

export type Measured = { unit: Unit; currency: string | null }

const intlUnits: Partial<Record<Unit, string>> = {
	milliseconds: 'millisecond',
	minutes: 'minute',
	hours: 'hour',
	days: 'day',
}

/** More decimals for what is small: a cost per inference is a fraction of a cent. */
function digitsOf(unit: Unit, value: number): number {
	if (unit === 'share') return 1
	const size = Math.abs(value)
	if (Number.isInteger(value) && unit !== 'money') return 0
	if (unit === 'milliseconds' || unit === 'tokens' || unit === 'lines') return size < 10 ? 1 : 0
	return size >= 1000 ? 0 : size >= 0.1 || size === 0 ? 2 : 4
}

/** A value in its unit: '12.5%', '€3.20', '340 ms', '1,204'. */
export function formatMetricValue(
	value: number,
	{ unit, currency }: Measured,
	locale: string,
	digits = digitsOf(unit, value),
): string {
	const intlUnit = intlUnits[unit]
	const of: Intl.NumberFormatOptions =
		unit === 'share'
			? { style: 'percent' }
			: unit === 'money' && currency
				? { style: 'currency', currency, minimumFractionDigits: Math.min(digits, 2) }
				: intlUnit
					? { style: 'unit', unit: intlUnit, unitDisplay: 'short' }
					: {}
	return new Intl.NumberFormat(locale, { ...of, maximumFractionDigits: digits }).format(value)
}

/** A change with glyph and sign: '▲ +12', '▼ −2.1 points' of a share. */
export function formatMetricChange(from: number, to: number, measured: Measured, locale: string): string {
	const change = to - from
	const glyph = change > 0 ? '▲' : change < 0 ? '▼' : '='
	const sign = change > 0 ? '+' : change < 0 ? '−' : ''
	const size = Math.abs(change)
	if (measured.unit === 'share') {
		const points = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(size * 100)
		return `${glyph} ${sign}${points} points`
	}
	// As fine as the two are shown.
	const digits = Math.max(digitsOf(measured.unit, from), digitsOf(measured.unit, to))
	return `${glyph} ${sign}${formatMetricValue(size, measured, locale, digits)}`
}

/** 'Q3 2026', 'Mar 2026', 'week of 2 Mar 2026', '2 Mar 2026', '2026'. Quarters are those of the calendar. */
export function formatPeriod(start: Day, grain: Grain, locale: string): string {
	const date = new Date(`${start}T00:00:00Z`)
	const format = (options: Intl.DateTimeFormatOptions) =>
		new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(date)
	switch (grain) {
		case 'year':
			return start.slice(0, 4)
		case 'quarter':
			return `Q${Math.floor(date.getUTCMonth() / 3) + 1} ${start.slice(0, 4)}`
		case 'month':
			return format({ month: 'short', year: 'numeric' })
		case 'week':
			return `week of ${format({ day: 'numeric', month: 'short', year: 'numeric' })}`
		case 'day':
			return format({ day: 'numeric', month: 'short', year: 'numeric' })
	}
}
