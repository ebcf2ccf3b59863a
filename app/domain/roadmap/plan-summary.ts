import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { PhaseForecast } from './forecast.ts'
import { forecastPhaseEnd } from './forecast.ts'
import { currentPhase } from './gate.ts'
import type { RoadmapItem } from './item.ts'
import type { PhaseKey, PlannedPhase } from './phase.ts'
import { actualShare, plannedShare } from './progress.ts'
import type { StandingResult } from './standing.ts'
import { standingOf } from './standing.ts'

export type SummaryItem = Pick<RoadmapItem, 'phase' | 'state' | 'weight' | 'dueOn' | 'doneOn' | 'startedOn'>

export type PlanSummary = StandingResult & {
	/** The first phase that is not closed; null when all are. */
	phase: PhaseKey | null
	/** Null where nothing counts. */
	planned: number | null
	actual: number | null
	/** Of the phase that the plan is in; null when all are closed. */
	forecast: PhaseForecast | null
}

/** What a plan comes to on a day, as the portfolio and its own page say it. */
export function summarizePlan({
	phases,
	items,
	today,
}: {
	phases: readonly (PlannedPhase & { closedOn: Day | null })[]
	items: readonly SummaryItem[]
	today: Day
}): PlanSummary {
	const closed = phases.flatMap(({ key, closedOn }) => (closedOn === null ? [] : [key]))
	const phase = currentPhase(closed)
	const current = phases.find(({ key }) => key === phase)
	return {
		...standingOf({ phases, closed, items, today }),
		phase,
		planned: plannedShare(items, phases, today),
		actual: actualShare(items),
		forecast: current ? forecastPhaseEnd(current, items, today) : null,
	}
}
