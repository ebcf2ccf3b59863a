import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

/** How long a period is. Weeks begin on Monday, the others on the first of a month; quarters are those of the calendar. */
export const grains = ['day', 'week', 'month', 'quarter', 'year'] as const
export type Grain = (typeof grains)[number]

const utc = (day: Day): Date => new Date(`${day}T00:00:00Z`)
const dayOf = (date: Date): Day => date.toISOString().slice(0, 10)

/** First day of the period of this length in which a day lies. */
export function periodStart(day: Day, grain: Grain): Day {
	const date = utc(day)
	if (grain === 'week') date.setUTCDate(date.getUTCDate() - ((date.getUTCDay() + 6) % 7))
	else if (grain !== 'day') date.setUTCDate(1)
	if (grain === 'quarter') date.setUTCMonth(Math.floor(date.getUTCMonth() / 3) * 3)
	if (grain === 'year') date.setUTCMonth(0)
	return dayOf(date)
}

/** First day of the period that lies `by` periods after the one that starts on `start`, or before it where `by` is negative. */
export function shiftPeriod(start: Day, grain: Grain, by: number): Day {
	const date = utc(start)
	if (grain === 'day') date.setUTCDate(date.getUTCDate() + by)
	else if (grain === 'week') date.setUTCDate(date.getUTCDate() + 7 * by)
	else date.setUTCMonth(date.getUTCMonth() + by * { month: 1, quarter: 3, year: 12 }[grain])
	return dayOf(date)
}

/** Last day of the period that starts on `start`. */
export function periodEnd(start: Day, grain: Grain): Day {
	const date = utc(shiftPeriod(start, grain, 1))
	date.setUTCDate(date.getUTCDate() - 1)
	return dayOf(date)
}
