import { daysBetween, shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapItem } from './item.ts'
import { isCounted } from './item.ts'
import type { PlannedPhase } from './phase.ts'
import { spanOf } from './phase.ts'

type ProgressItem = Pick<RoadmapItem, 'phase' | 'state' | 'weight' | 'dueOn' | 'doneOn'>

const weightOf = (items: readonly Pick<RoadmapItem, 'weight'>[]) =>
	items.reduce((sum, { weight }) => sum + weight, 0)

/** How much of a phase's days are over at the end of a day. */
function elapsedShare({ startsOn, endsOn }: PlannedPhase, day: Day): number {
	if (day >= endsOn) return 1
	return Math.max(0, daysBetween(startsOn, day) + 1) / (daysBetween(startsOn, endsOn) + 1)
}

/**
 * How much of the weight should be done by the end of a day, 0 to 1: an item with a day from that day on, one without evenly over
 * its phase. Before the plan begins it is 0, on its last day 1, whatever days the items have. Null where nothing counts.
 */
export function plannedShare(
	items: readonly ProgressItem[],
	phases: readonly PlannedPhase[],
	day: Day,
): number | null {
	const counted = items.filter(isCounted)
	const all = weightOf(counted)
	if (all === 0) return null
	const { startsOn, endsOn } = spanOf(phases)
	if (day < startsOn) return 0
	if (day >= endsOn) return 1
	const byKey = new Map(phases.map((phase) => [phase.key, phase]))
	const planned = counted.reduce((sum, { phase, weight, dueOn }) => {
		if (dueOn !== null) return dueOn <= day ? sum + weight : sum
		const own = byKey.get(phase)
		return own ? sum + weight * elapsedShare(own, day) : sum
	}, 0)
	return Math.min(1, planned / all)
}

/** How much of the weight is done, 0 to 1; null where nothing counts. */
export function actualShare(items: readonly Pick<RoadmapItem, 'state' | 'weight'>[]): number | null {
	const counted = items.filter(isCounted)
	const all = weightOf(counted)
	return all === 0 ? null : weightOf(counted.filter(({ state }) => state === 'done')) / all
}

/** What was done by the end of a day, of what counts today. */
function actualShareOn(items: readonly ProgressItem[], day: Day): number | null {
	const counted = items.filter(isCounted)
	const all = weightOf(counted)
	const done = counted.filter(({ state, doneOn }) => state === 'done' && doneOn !== null && doneOn <= day)
	return all === 0 ? null : weightOf(done) / all
}

export type ProgressPoint = {
	day: Day
	planned: number
	/** Null for days to come. */
	actual: number | null
}

/**
 * Planned and actual share week by week, from the day before the plan begins to its last day, with today where it lies between or
 * after; no points where nothing counts.
 */
export function progressLine(
	items: readonly ProgressItem[],
	phases: readonly PlannedPhase[],
	today: Day,
): ProgressPoint[] {
	const { startsOn, endsOn } = spanOf(phases)
	const first = shiftDay(startsOn, -1)
	const days = new Set([first, endsOn])
	for (let day = first; day < endsOn; day = shiftDay(day, 7)) days.add(day)
	if (today > first) days.add(today)
	return [...days].toSorted().flatMap((day) => {
		const planned = plannedShare(items, phases, day)
		if (planned === null) return []
		return [{ day, planned, actual: day <= today ? actualShareOn(items, day) : null }]
	})
}
