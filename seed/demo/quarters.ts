import { quarterOf, shiftQuarter, todayIn, type Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterCount } from './organization.ts'

export type SampleQuarter = {
	name: string
	startsOn: Day
	endsOn: Day
	openedAt: Date
	/** Null for the running one. */
	publishedAt: Date | null
}

const day = 86_400_000

/**
 * Four quarters that are published and the one in which `now` lies: a cycle opens in the middle of its quarter and is
 * published three weeks later, the running one opened a few days ago.
 */
export function sampleQuarters(now: Date, timeZone: string): SampleQuarter[] {
	const current = quarterOf(todayIn(timeZone, now), 1)
	return Array.from({ length: quarterCount }, (_, index) => {
		const { name, startsOn, endsOn } = shiftQuarter(current, index - (quarterCount - 1), 1)
		const start = Date.parse(`${startsOn}T09:00:00Z`)
		const isRunning = index === quarterCount - 1
		const openedAt = new Date(
			isRunning ? Math.max(start, Math.min(start + 50 * day, now.getTime() - 6 * day)) : start + 50 * day,
		)
		return {
			name,
			startsOn,
			endsOn,
			openedAt: openedAt.getTime() > now.getTime() ? now : openedAt,
			publishedAt: isRunning ? null : new Date(start + 71 * day),
		}
	})
}
