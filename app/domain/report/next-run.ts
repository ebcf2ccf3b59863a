import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf, shiftQuarter, todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { momentOf } from './moment-of.ts'
import type { ReportSchedule } from './schedule.ts'

type Calendar = { timeZone: string; fiscalYearStart: number }

/** When a schedule is due next after a moment; null for one that waits for a publication. */
export function nextRun(schedule: ReportSchedule, after: Date, calendar: Calendar): Date | null {
	if (schedule.rhythm === 'publication') return null
	for (const day of daysOf(schedule, todayIn(calendar.timeZone, after), calendar)) {
		const at = momentOf(day, schedule.hour, calendar.timeZone)
		if (at > after) return at
	}
	throw new Error('A schedule has no next day.')
}

/** When to tell of something that was published: the next time that the clocks show the hour that was chosen. */
export function afterPublication(
	{ hour }: Pick<ReportSchedule, 'hour'>,
	publishedAt: Date,
	calendar: Calendar,
): Date {
	const today = todayIn(calendar.timeZone, publishedAt)
	const at = momentOf(today, hour, calendar.timeZone)
	const next = momentOf(shiftDay(today, 1), hour, calendar.timeZone)
	return publishedAt <= at ? at : next
}

/** The days of this period and the next two, in their order. */
function daysOf({ rhythm, day }: ReportSchedule, today: Day, { fiscalYearStart }: Calendar): Day[] {
	if (rhythm === 'weekly') {
		const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7
		return [0, 7, 14].map((days) => shiftDay(today, day - weekday + days))
	}
	if (rhythm === 'monthly') return [0, 1, 2].map((months) => dayOfMonth(today, months, day))
	const quarter = quarterOf(today, fiscalYearStart)
	return [0, 1, 2].map((by) => dayOfMonth(shiftQuarter(quarter, by, fiscalYearStart).startsOn, 0, day))
}

/** A day of the month so many months on; of a shorter month the last. */
function dayOfMonth(from: Day, months: number, day: number): Day {
	const [year = 0, month = 1] = from.split('-').map(Number)
	const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
	return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}
