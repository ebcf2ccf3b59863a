import { daysBetween, shiftDay } from './cycle-dates.ts'
import type { Day } from './fiscal-quarter.ts'

/** What can happen to an eligible participant on a day; `eligible` is that they take part from then on. */
export type ProgressKind = 'eligible' | 'self' | 'manager' | 'result'

export type ProgressEvents = { day: Day; kind: ProgressKind; count: number }

/** How many there were at the end of a day. */
export type ProgressDay = { day: Day } & Record<ProgressKind, number>

/**
 * Running totals for each day of a cycle, quiet days too. What is dated before the first day counts from it; what is dated
 * after the last, such as a correction of a published cycle, makes days of its own.
 */
export function progressByDay(
	events: readonly ProgressEvents[],
	{ from, to }: { from: Day; to: Day },
): ProgressDay[] {
	const last = events.reduce((latest, { day }) => (day > latest ? day : latest), to < from ? from : to)
	const days: ProgressDay[] = []
	const totals: Record<ProgressKind, number> = { eligible: 0, self: 0, manager: 0, result: 0 }
	const sorted = events.toSorted((a, b) => a.day.localeCompare(b.day))
	let next = 0
	const length = daysBetween(from, last) + 1
	for (let i = 0; i < length; i++) {
		const day = shiftDay(from, i)
		for (let event = sorted[next]; event && event.day <= day; event = sorted[++next]) {
			totals[event.kind] += event.count
		}
		days.push({ day, ...totals })
	}
	return days
}
