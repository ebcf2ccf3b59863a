import { daysBetween } from '#app/domain/cycle/cycle-dates.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseForecast } from './forecast.ts'
import { forecastPhaseEnd } from './forecast.ts'
import type { RoadmapItem } from './item.ts'
import { isOpen } from './item.ts'
import type { PhaseKey, PlannedPhase } from './phase.ts'
import { actualShare, plannedShare } from './progress.ts'

/** The gravest last. */
export const roadmapStandings = ['on-track', 'at-risk', 'late'] as const
export type RoadmapStanding = (typeof roadmapStandings)[number]

/** An item overdue by more days makes a plan late; by fewer, at risk. */
export const lateAfterDays = 14
/** So far below the planned share a plan is at risk. */
export const mostBehind = 0.15

export type StandingReason =
	| { why: 'phase-overdue'; phase: PhaseKey; endedOn: Day; days: number }
	/** `days`: of the one that is overdue longest; `items`: how many are overdue. */
	| { why: 'item-overdue'; items: number; days: number }
	| {
			why: 'forecast-after-end'
			phase: PhaseKey
			endsOn: Day
			forecast: Extract<PhaseForecast, { kind: 'forecast' }>
	  }
	| { why: 'behind-plan'; planned: number; actual: number }
	| { why: 'not-begun'; startsOn: Day }
	| { why: 'all-closed' }
	| { why: 'nothing-planned' }
	| { why: 'as-planned'; planned: number; actual: number }

export type StandingResult = { standing: RoadmapStanding; reason: StandingReason }

type StandingItem = Pick<RoadmapItem, 'phase' | 'state' | 'weight' | 'dueOn' | 'doneOn' | 'startedOn'>

/**
 * Where a plan stands, by one rule for all plans, with the first of these reasons that applies:
 *
 * - late: an open phase is past its end, or an open item is overdue by more than 14 days
 * - at risk: an open item is overdue, or the forecast of an open phase lies after its end, or what is done lies more than 0.15
 *   below what is planned for today
 * - on track otherwise
 *
 * An item is overdue from the day after its own day; one without is a matter of its phase. Items of a closed phase are overdue no
 * more: who closed it has decided on them.
 */
export function standingOf({
	phases,
	closed,
	items,
	today,
}: {
	phases: readonly PlannedPhase[]
	closed: readonly PhaseKey[]
	items: readonly StandingItem[]
	today: Day
}): StandingResult {
	const openPhases = phases.filter(({ key }) => !closed.includes(key))
	if (openPhases.length === 0) return { standing: 'on-track', reason: { why: 'all-closed' } }

	const overduePhase = openPhases.find(({ endsOn }) => endsOn < today)
	if (overduePhase) {
		const { key: phase, endsOn: endedOn } = overduePhase
		return {
			standing: 'late',
			reason: { why: 'phase-overdue', phase, endedOn, days: daysBetween(endedOn, today) },
		}
	}

	const overdue = items.flatMap((item) => {
		const isMatter = isOpen(item) && !closed.includes(item.phase)
		return isMatter && item.dueOn !== null && item.dueOn < today ? [daysBetween(item.dueOn, today)] : []
	})
	if (overdue.length > 0) {
		const days = Math.max(...overdue)
		return {
			standing: days > lateAfterDays ? 'late' : 'at-risk',
			reason: { why: 'item-overdue', items: overdue.length, days },
		}
	}

	for (const phase of openPhases) {
		const forecast = forecastPhaseEnd(phase, items, today)
		if (forecast.kind === 'forecast' && forecast.on > phase.endsOn) {
			const { key, endsOn } = phase
			return { standing: 'at-risk', reason: { why: 'forecast-after-end', phase: key, endsOn, forecast } }
		}
	}

	const planned = plannedShare(items, phases, today)
	const actual = actualShare(items)
	if (planned === null || actual === null) return { standing: 'on-track', reason: { why: 'nothing-planned' } }
	// Differences of fractions that print as 15% are 15%.
	if (planned - actual > mostBehind + 1e-9) {
		return { standing: 'at-risk', reason: { why: 'behind-plan', planned, actual } }
	}
	const startsOn = phases[0]?.startsOn ?? today
	return {
		standing: 'on-track',
		reason: today < startsOn ? { why: 'not-begun', startsOn } : { why: 'as-planned', planned, actual },
	}
}
