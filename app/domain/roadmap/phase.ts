import { daysBetween, shiftDay } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { shiftMonths } from './shift-months.ts'

/** The phases of a roadmap in their order, under every lens. */
export const phaseKeys = ['discovery', 'mvp', 'hardening', 'scaling'] as const
export type PhaseKey = (typeof phaseKeys)[number]

export function isPhaseKey(text: string): text is PhaseKey {
	return (phaseKeys as readonly string[]).includes(text)
}

/** Answers with what a phase is called; by its key where it is none of these. */
export const phaseNamer =
	(phases: readonly { key: PhaseKey; name: string }[]) =>
	(key: PhaseKey): string =>
		phases.find((phase) => phase.key === key)?.name ?? key

/** A phase with its days; the first and the last belong to it. */
export type PlannedPhase = { key: PhaseKey; startsOn: Day; endsOn: Day }

/** Days of the first phase: the source's two weeks. */
const discoveryDays = 14
/** Months from the start of the plan after which the others end. */
const endsAfterMonths = { mvp: 3, hardening: 6, scaling: 12 } as const

/**
 * The source's schedule: two weeks, one to three months, three to six, six to twelve. Its numbers are read as months since
 * the start of the plan. What it leaves between the two weeks and the first month, days 15 to 30, belongs to the second phase:
 * our reading. Months are counted from the start each time, so that a short month shortens nothing that follows.
 */
export function schedulePhases(startsOn: Day): PlannedPhase[] {
	const ends: Record<PhaseKey, Day> = {
		discovery: shiftDay(startsOn, discoveryDays - 1),
		mvp: shiftDay(shiftMonths(startsOn, endsAfterMonths.mvp), -1),
		hardening: shiftDay(shiftMonths(startsOn, endsAfterMonths.hardening), -1),
		scaling: shiftDay(shiftMonths(startsOn, endsAfterMonths.scaling), -1),
	}
	let next = startsOn
	return phaseKeys.map((key) => {
		const phase = { key, startsOn: next, endsOn: ends[key] }
		next = shiftDay(ends[key], 1)
		return phase
	})
}

/** What is wrong with phases as they came: null where all four stand in order, each begins the day after the one before. */
export function findPhaseProblem(
	phases: readonly PlannedPhase[],
): 'order' | 'gap' | 'ends-before-start' | null {
	if (phases.map(({ key }) => key).join() !== phaseKeys.join()) return 'order'
	for (const [index, { startsOn, endsOn }] of phases.entries()) {
		if (endsOn < startsOn) return 'ends-before-start'
		const before = phases[index - 1]
		if (before && shiftDay(before.endsOn, 1) !== startsOn) return 'gap'
	}
	return null
}

/** First and last day of the whole plan. */
export function spanOf(phases: readonly PlannedPhase[]): { startsOn: Day; endsOn: Day } {
	const [first, last] = [phases[0], phases.at(-1)]
	if (!first || !last) throw new Error('a roadmap has phases')
	return { startsOn: first.startsOn, endsOn: last.endsOn }
}

/** The phase in which a day lies; null before the first and after the last. */
export function phaseOn<Phase extends PlannedPhase>(phases: readonly Phase[], day: Day): Phase | null {
	return phases.find(({ startsOn, endsOn }) => startsOn <= day && day <= endsOn) ?? null
}

/** Where a day lies on the line from the start of the plan to its end, 0 to 1; outside of it at its ends. */
export function placeOnLine(phases: readonly PlannedPhase[], day: Day): number {
	const { startsOn, endsOn } = spanOf(phases)
	return Math.min(1, Math.max(0, daysBetween(startsOn, day) / (daysBetween(startsOn, endsOn) + 1)))
}

const shifted = (phase: PlannedPhase, by: number): PlannedPhase => ({
	key: phase.key,
	startsOn: shiftDay(phase.startsOn, by),
	endsOn: shiftDay(phase.endsOn, by),
})

const isSame = (a: readonly PlannedPhase[], b: readonly PlannedPhase[]) =>
	a.every(({ startsOn, endsOn }, index) => startsOn === b[index]?.startsOn && endsOn === b[index].endsOn)

/**
 * The phases when the plan begins on another day. Those that are on the source's schedule are scheduled anew, so that months
 * stay months; others keep their lengths in days.
 */
export function moveStart(phases: readonly PlannedPhase[], startsOn: Day): PlannedPhase[] {
	const { startsOn: before } = spanOf(phases)
	if (isSame(phases, schedulePhases(before))) return schedulePhases(startsOn)
	const by = daysBetween(before, startsOn)
	return phases.map((phase) => shifted(phase, by))
}

export type MovedEnd = { ok: true; phases: PlannedPhase[] } | { ok: false; reason: 'before-start' }

/** The phases when one ends on another day: what follows moves by as many days and keeps its length. */
export function moveEnd(phases: readonly PlannedPhase[], key: PhaseKey, endsOn: Day): MovedEnd {
	const at = phases.findIndex((phase) => phase.key === key)
	const moved = phases[at]
	if (!moved) throw new Error(`the roadmap has no phase "${key}"`)
	if (endsOn < moved.startsOn) return { ok: false, reason: 'before-start' }
	const by = daysBetween(moved.endsOn, endsOn)
	return {
		ok: true,
		phases: phases.map((phase, index) => {
			if (index < at) return { key: phase.key, startsOn: phase.startsOn, endsOn: phase.endsOn }
			return index === at ? { key, startsOn: phase.startsOn, endsOn } : shifted(phase, by)
		}),
	}
}

/** How a phase changes: by how many days it begins and ends later, or earlier where they are negative. */
export type PhaseMove = {
	key: PhaseKey
	before: PlannedPhase
	after: PlannedPhase
	startsBy: number
	endsBy: number
}

/** The phases that change, in their order; none where all stays. */
export function describeMove(before: readonly PlannedPhase[], after: readonly PlannedPhase[]): PhaseMove[] {
	return before.flatMap((was) => {
		const is = after.find(({ key }) => key === was.key)
		if (!is) return []
		const startsBy = daysBetween(was.startsOn, is.startsOn)
		const endsBy = daysBetween(was.endsOn, is.endsOn)
		return startsBy === 0 && endsBy === 0 ? [] : [{ key: was.key, before: was, after: is, startsBy, endsBy }]
	})
}

/**
 * The day on which an item is due once its phase has moved: as long after the phase's start as before, and no later than its
 * end. What was due on the last day stays due on the last day; what was due after it keeps its distance to the end.
 */
export function moveDue(dueOn: Day, { before, after }: { before: PlannedPhase; after: PlannedPhase }): Day {
	if (dueOn >= before.endsOn) return shiftDay(after.endsOn, daysBetween(before.endsOn, dueOn))
	const moved = shiftDay(after.startsOn, daysBetween(before.startsOn, dueOn))
	return moved > after.endsOn ? after.endsOn : moved
}
