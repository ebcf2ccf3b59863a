import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { currentPhase } from '#app/domain/roadmap/gate.ts'
import type { PhaseKey, PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'

export type ProposedTarget = {
	phase: PhaseKey
	phaseName: string
	/** The tier planned for the end of the phase, in half-steps. */
	halfSteps: number
	/** The last day of the phase. */
	dueOn: Day
}

/**
 * What a plan under the lens of tiers proposes as a target: what is planned for the end of the phase that it is in. Null where all
 * are closed, where the phase should have ended already, and for the lowest tier, to which no step leads.
 */
export function proposeTarget(
	plan: {
		startLevel: number
		targetLevel: number
		phases: readonly (PlannedPhase & { name: string; closedOn: Day | null })[]
	},
	today: Day,
): ProposedTarget | null {
	const key = currentPhase(plan.phases.flatMap((phase) => (phase.closedOn === null ? [] : [phase.key])))
	const phase = plan.phases.find((one) => one.key === key)
	if (!phase || phase.endsOn < today) return null
	const halfSteps = plannedLevel(plan, plan.phases, phase.endsOn)
	return halfSteps < 2 ? null : { phase: phase.key, phaseName: phase.name, halfSteps, dueOn: phase.endsOn }
}
