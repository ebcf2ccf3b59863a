import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

const pad = (value: number, digits: number) => String(value).padStart(digits, '0')

/**
 * The same day of the month, `by` months later, or before where `by` is negative; the last day of a month that has no such
 * day: 31 August and three months are 30 November.
 */
export function shiftMonths(day: Day, by: number): Day {
	const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + by
	const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
	// Day 0 of the following month is the last of this one, leap years included.
	const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
	return `${pad(year, 4)}-${pad(month, 2)}-${pad(Math.min(Number(day.slice(8, 10)), last), 2)}`
}
