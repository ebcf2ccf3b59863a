import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { currentPhase } from '#app/domain/roadmap/gate.ts'
import type { PlannedPhase } from '#app/domain/roadmap/phase.ts'
import { plannedLevel } from '#app/domain/roadmap/roadmap-lens.ts'

/**
 * The tier, in half-steps, that a plan under the lens of tiers has for the end of the phase that it is in, late or not: who stands
 * below it keeps the phase from being closed in earnest. Null where all phases are closed.
 */
export function levelOfCurrentPhase(plan: {
	startLevel: number
	targetLevel: number
	phases: readonly (PlannedPhase & { closedOn: Day | null })[]
}): number | null {
	const key = currentPhase(plan.phases.flatMap((phase) => (phase.closedOn === null ? [] : [phase.key])))
	const phase = plan.phases.find((one) => one.key === key)
	return phase ? plannedLevel(plan, plan.phases, phase.endsOn) : null
}
