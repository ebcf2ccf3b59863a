import type { Rater } from '#app/domain/check-in/rater.ts'
import type { CyclePhase } from './cycle-phase.ts'
import { cyclePhases, mayMoveTo } from './cycle-phase.ts'
import type { Day } from './fiscal-quarter.ts'

/**
 * The days on which the phases of a cycle begin, where the account is. Without a day, opening and publishing are done by
 * hand, and review and calibration are left out unless somebody moves to them.
 */
export type CycleDates = {
	readonly opensOn: Day | null
	readonly reviewOn: Day | null
	readonly calibrationOn: Day | null
	readonly publishesOn: Day | null
}

/** The dates in the order of the phases that they begin. */
export const cycleDateNames = ['opensOn', 'reviewOn', 'calibrationOn', 'publishesOn'] as const
export type CycleDateName = (typeof cycleDateNames)[number]

export const phaseOfDate: Record<CycleDateName, CyclePhase> = {
	opensOn: 'open',
	reviewOn: 'review',
	calibrationOn: 'calibration',
	publishesOn: 'published',
}

/** The first date that does not lie after the one before it, with that one; null where all are in order. */
export function findDateOutOfOrder(
	dates: CycleDates,
): { date: CycleDateName; notAfter: CycleDateName } | null {
	const given = cycleDateNames.flatMap((name) => {
		const day = dates[name]
		return day === null ? [] : [{ name, day }]
	})
	for (const [index, { name, day }] of given.entries()) {
		const before = given[index - 1]
		if (before && day <= before.day) return { date: name, notAfter: before.name }
	}
	return null
}

/** Where the dates want a cycle to be today, seen from its phase: the latest phase that has begun; null where it is there. */
export function phaseDue(phase: CyclePhase, dates: CycleDates, today: Day): CyclePhase | null {
	// A cycle that was never opened is opened first, however late.
	if (phase === 'draft') return dates.opensOn !== null && dates.opensOn <= today ? 'open' : null
	const begun = cycleDateNames.filter((name) => {
		const day = dates[name]
		return day !== null && day <= today
	})
	const due = begun.map((name) => phaseOfDate[name]).findLast((then) => mayMoveTo(phase, then))
	return due ?? null
}

/** The day on which the phase that a cycle is in ends, and what begins then; null where no date says so. */
export function nextPhaseOf(phase: CyclePhase, dates: CycleDates): { phase: CyclePhase; on: Day } | null {
	const at = cyclePhases.indexOf(phase)
	for (const name of cycleDateNames) {
		const on = dates[name]
		if (on !== null && cyclePhases.indexOf(phaseOfDate[name]) > at) return { phase: phaseOfDate[name], on }
	}
	return null
}

/**
 * The last day on which a rater is in time: a person until the review begins, a manager until it ends. Without these days it
 * is the last one before publication, or the cycle's own last day.
 */
export function dueOn(rater: Rater, dates: Omit<CycleDates, 'opensOn'> & { readonly endsOn: Day }): Day {
	const end = (rater === 'self' ? dates.reviewOn : null) ?? dates.calibrationOn ?? dates.publishesOn ?? null
	return end === null ? dates.endsOn : shiftDay(end, -1)
}

/** The day that lies `by` days after a day, or before it where `by` is negative. */
export function shiftDay(day: Day, by: number): Day {
	const date = new Date(`${day}T00:00:00Z`)
	date.setUTCDate(date.getUTCDate() + by)
	return date.toISOString().slice(0, 10)
}

/** Days from one day to another; negative where the second lies before. */
export function daysBetween(from: Day, to: Day): number {
	return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000)
}
