import { shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import { quarterOf, shiftQuarter, todayIn, type Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterCount } from './organization.ts'

export type SampleQuarter = {
	name: string
	startsOn: Day
	endsOn: Day
	openedAt: Date
	/** Null for the running one. */
	publishedAt: Date | null
	plan: CyclePlan
}

const day = 86_400_000

/**
 * Four quarters that are published and the one in which `now` lies: a cycle opens in the middle of its quarter and is
 * published three weeks later, the running one opened a few days ago and goes on by itself from the next week on.
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
		const opened = openedAt.getTime() > now.getTime() ? now : openedAt
		const opensOn = todayIn(timeZone, opened)
		const publishedAt = isRunning ? null : new Date(start + 71 * day)
		return {
			name,
			startsOn,
			endsOn,
			openedAt: opened,
			publishedAt,
			plan: publishedAt
				? planOf(opensOn, shiftDay(opensOn, 10), shiftDay(opensOn, 17), todayIn(timeZone, publishedAt))
				: runningPlan(opensOn, todayIn(timeZone, now)),
		}
	})
}

function planOf(opensOn: Day, reviewOn: Day, calibrationOn: Day, publishesOn: Day): CyclePlan {
	return { opensOn, reviewOn, calibrationOn, publishesOn, lateJoinersUntil: shiftDay(reviewOn, -1) }
}

/** People have two weeks, and one more from today at least. */
function runningPlan(opensOn: Day, today: Day): CyclePlan {
	const twoWeeks = shiftDay(opensOn, 14)
	const oneMore = shiftDay(today, 8)
	const reviewOn = twoWeeks > oneMore ? twoWeeks : oneMore
	return planOf(opensOn, reviewOn, shiftDay(reviewOn, 7), shiftDay(reviewOn, 14))
}
