import { daysBetween, shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapItem } from './item.ts'
import { isCounted } from './item.ts'
import type { PlannedPhase } from './phase.ts'

type ForecastItem = Pick<RoadmapItem, 'phase' | 'state' | 'weight' | 'doneOn' | 'startedOn'>

/** Finished items below which nothing is said of a pace. */
export const fewestFinished = 3
/** A pace that needs longer than this from today is shown as this long: a date further out would be no statement. */
const mostDays = 3650

export type PhaseForecast =
	/** The phase has nothing to do. */
	| { kind: 'no-items' }
	| { kind: 'too-early'; finished: number }
	| { kind: 'done'; on: Day }
	| { kind: 'forecast'; on: Day; earliest: Day; latest: Day }

/**
 * When a phase will be through at the pace so far: weight done per day, from the start of the phase to today, both included. What was
 * begun before the phase counts from then. Done in the proportion that the plan has for today, it ends as planned.
 *
 * The range: the days that are left, divided and multiplied by e to the power of the root of 1/n + 1/m, where n items are done and m
 * are left. Each item takes a time of its own, so a pace of few says little, and so does what is left of few. Items of unequal
 * weight count as fewer.
 */
export function forecastPhaseEnd(
	phase: PlannedPhase,
	items: readonly ForecastItem[],
	today: Day,
): PhaseForecast {
	const counted = items.filter((item) => item.phase === phase.key && isCounted(item))
	const finished = counted.filter(({ state }) => state === 'done')
	if (counted.length === 0) return { kind: 'no-items' }
	if (finished.length === counted.length) {
		return {
			kind: 'done',
			on: finished.map(({ doneOn }) => doneOn ?? today).reduce((a, b) => (a > b ? a : b)),
		}
	}
	if (finished.length < fewestFinished) return { kind: 'too-early', finished: finished.length }

	const begun = counted.flatMap(({ startedOn, doneOn }) => [startedOn ?? [], doneOn ?? []].flat())
	const from = begun.reduce((first, day) => (day < first ? day : first), phase.startsOn)
	// What is done may carry a day that is still to come where the account is.
	const elapsed = Math.max(1, daysBetween(from, today) + 1)
	const done = weightOf(finished)
	const open = counted.filter(({ state }) => state !== 'done')
	const days = (elapsed * weightOf(open)) / done
	const spread = Math.exp(Math.sqrt(variance(finished) + variance(open)))
	const after = (some: number) => shiftDay(today, Math.min(mostDays, Math.ceil(some)))
	return {
		kind: 'forecast',
		on: after(days),
		earliest: after(days / spread),
		latest: after(days * spread),
	}
}

function weightOf(items: readonly Pick<RoadmapItem, 'weight'>[]): number {
	return items.reduce((sum, { weight }) => sum + weight, 0)
}

/** Of a sum of times that scatter as widely as they are long, relative to the sum: 1/n for n items of equal weight. */
function variance(items: readonly Pick<RoadmapItem, 'weight'>[]): number {
	return items.reduce((sum, { weight }) => sum + weight ** 2, 0) / weightOf(items) ** 2
}
