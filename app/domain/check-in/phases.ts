import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'

/** Whether raters may still save and send check-ins: until the review ends. */
export function takesAnswers(phase: CyclePhase): boolean {
	return phase === 'open' || phase === 'review'
}

/** Whether pairs may agree, and agree anew: until publication. */
export function takesAgreements(phase: CyclePhase): boolean {
	return takesAnswers(phase) || phase === 'calibration'
}
