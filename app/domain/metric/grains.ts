import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from './period.ts'
import { grains, periodStart, shiftPeriod } from './period.ts'

/** Whether every period of one length lies within one of the other: weeks cross the ends of months. */
export function nests(fine: Grain, coarse: Grain): boolean {
	if (fine === coarse || fine === 'day') return true
	return fine !== 'week' && coarse !== 'week' && grains.indexOf(fine) < grains.indexOf(coarse)
}

/** How many periods of a length lie in the one that starts on `start`. */
export function countPeriods(start: Day, coarse: Grain, fine: Grain): number {
	const end = shiftPeriod(start, coarse, 1)
	let count = 0
	for (let at = periodStart(start, fine); at < end; at = shiftPeriod(at, fine, 1)) count += 1
	return count
}

/** The lengths that something can be shown by: those into which some of what came fits. */
export function grainsToShow(present: readonly Grain[]): Grain[] {
	return grains.filter((coarse) => present.some((fine) => nests(fine, coarse)))
}

/** The longest in which values came: nothing is left out then, unless weeks and months stand beside each other. */
export function usualGrain(present: readonly Grain[]): Grain {
	return grains.findLast((grain) => present.includes(grain)) ?? 'month'
}
