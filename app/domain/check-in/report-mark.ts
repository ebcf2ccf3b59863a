import type { CycleDates } from '#app/domain/cycle/cycle-dates.ts'
import { dueOn } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { CheckInStage } from './rater.ts'
import { isTurnOf } from './rater.ts'

/**
 * What a manager looks for among the reports, whatever state they are in:
 * - `late`: the manager or the person is
 * - `sent`: the person has sent since the manager looked, and since the two agreed
 * - `changed`: the tier differs from the last published cycle's
 */
export const reportMarks = ['late', 'sent', 'changed'] as const
export type ReportMark = (typeof reportMarks)[number]

type Pair = Omit<CycleDates, 'opensOn'> & {
	readonly endsOn: Day
	readonly stage: CheckInStage
	readonly otherSent: boolean
	readonly otherCan: boolean
}

/** By when the two sides of a report are due, and which of them is late: seen from the manager. */
export function dueSides(pair: Pair, today: Day) {
	const own = dueOn('manager', pair)
	const theirs = dueOn('self', pair)
	return {
		dueOn: own,
		late: isTurnOf('manager', pair.stage) && today > own,
		theirsDueOn: theirs,
		theirsLate: !pair.otherSent && pair.otherCan && today > theirs,
	}
}
