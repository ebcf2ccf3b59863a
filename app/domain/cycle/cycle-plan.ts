import type { CycleDateName, CycleDates } from './cycle-dates.ts'
import {
	cycleDateNames,
	daysBetween,
	findDateOutOfOrder,
	nextPhaseOf,
	phaseOfDate,
	shiftDay,
} from './cycle-dates.ts'
import type { CyclePhase } from './cycle-phase.ts'
import { cyclePhases, isRunning } from './cycle-phase.ts'
import type { Day, FiscalQuarter } from './fiscal-quarter.ts'

/** What a cycle does by itself: when its phases begin, and until when newcomers join. */
export type CyclePlan = CycleDates & { readonly lateJoinersUntil: Day | null }
export type PlanField = CycleDateName | 'lateJoinersUntil'

/** How long the answers take from the opening on, in days: people for two weeks, managers for one, then one to calibrate. */
const suggested = { reviewOn: 14, calibrationOn: 21, publishesOn: 28, lateJoinersUntil: 13 }
/** How long before its opening the next quarter's cycle is drafted. */
export const draftedDaysBefore = 14
/** How long before a phase ends whoever runs the cycle is told what is missing. */
export const toldDaysBefore = 2

/** Dates for a new cycle: the last four weeks of its quarter, from a Monday on; from the next Monday where those have begun. */
export function suggestPlan({ endsOn }: Pick<FiscalQuarter, 'endsOn'>, today: Day): CyclePlan {
	const fourWeeksBefore = shiftDay(endsOn, -34)
	const tomorrow = shiftDay(today, 1)
	const opensOn = mondayFrom(fourWeeksBefore > tomorrow ? fourWeeksBefore : tomorrow)
	const after = (days: number) => shiftDay(opensOn, days)
	return {
		opensOn,
		reviewOn: after(suggested.reviewOn),
		calibrationOn: after(suggested.calibrationOn),
		publishesOn: after(suggested.publishesOn),
		lateJoinersUntil: after(suggested.lateJoinersUntil),
	}
}

/** The first Monday from a day on. */
function mondayFrom(day: Day): Day {
	const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
	return shiftDay(day, (8 - weekday) % 7)
}

/** The same plan for another quarter: each date as many days from its first day. */
export function shiftPlan(plan: CyclePlan, from: { startsOn: Day }, to: { startsOn: Day }): CyclePlan {
	const shift = (day: Day | null) => day && shiftDay(to.startsOn, daysBetween(from.startsOn, day))
	return {
		opensOn: shift(plan.opensOn),
		reviewOn: shift(plan.reviewOn),
		calibrationOn: shift(plan.calibrationOn),
		publishesOn: shift(plan.publishesOn),
		lateJoinersUntil: shift(plan.lateJoinersUntil),
	}
}

/** Which dates can still be changed: those of phases that have not begun; how long newcomers join while answers are taken. */
export function openFields(phase: CyclePhase): PlanField[] {
	const at = cyclePhases.indexOf(phase)
	const dates = cycleDateNames.filter((name) => cyclePhases.indexOf(phaseOfDate[name]) > at)
	return phase === 'draft' || takesNewcomers(phase) ? [...dates, 'lateJoinersUntil'] : dates
}

/** Whether somebody may still join: while there is a phase in which they can answer. */
export function takesNewcomers(phase: CyclePhase): boolean {
	return phase === 'open' || phase === 'review'
}

/** The last day on which answers are taken, by plan; null where no date says so. */
export function lastDayOfAnswers({ calibrationOn, publishesOn }: CycleDates): Day | null {
	const end = calibrationOn ?? publishesOn
	return end && shiftDay(end, -1)
}

export type PlanProblem =
	| { field: PlanField; problem: 'past' }
	| { field: CycleDateName; problem: 'order'; notAfter: CycleDateName }
	| { field: 'lateJoinersUntil'; problem: 'before-opening' | 'after-answers' }

/**
 * What is wrong with a changed plan; null where nothing is. A date that stays as it was may lie in the past. A phase can be
 * begun today by hand alone, so that nobody begins one by a slip of a date.
 */
export function findPlanProblem(
	plan: CyclePlan,
	{ before, today }: { before: CyclePlan; today: Day },
): PlanProblem | null {
	for (const field of [...cycleDateNames, 'lateJoinersUntil'] as const) {
		const day = plan[field]
		if (day === null || day === before[field]) continue
		if (field === 'lateJoinersUntil' ? day < today : day <= today) return { field, problem: 'past' }
	}
	const wrong = findDateOutOfOrder(plan)
	if (wrong) return { field: wrong.date, problem: 'order', notAfter: wrong.notAfter }
	const { lateJoinersUntil: until, opensOn } = plan
	if (until === null) return null
	if (opensOn !== null && until < opensOn) return { field: 'lateJoinersUntil', problem: 'before-opening' }
	const last = lastDayOfAnswers(plan)
	return last !== null && until > last ? { field: 'lateJoinersUntil', problem: 'after-answers' } : null
}

/** The first phase after the opening whose day has come, of a cycle that is about to open: it would end at once. */
export function phasePassed(dates: CycleDates, today: Day): CycleDateName | null {
	return cycleDateNames.find((name) => name !== 'opensOn' && (dates[name] ?? '9999') <= today) ?? null
}

/** Where somebody can move a cycle by hand, the planned one first. Opening and publishing have their own ways. */
export function phasesByHand(phase: CyclePhase, dates: CycleDates): CyclePhase[] {
	const all = (['review', 'calibration'] as const).filter(
		(to) => isRunning(phase) && cyclePhases.indexOf(to) > cyclePhases.indexOf(phase),
	)
	const planned = nextPhaseOf(phase, dates)?.phase
	return planned === 'calibration' ? all.toReversed() : all
}
