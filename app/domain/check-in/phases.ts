import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'

/** The cycle's phase, and since when the participant is reopened. */
type Of = { readonly phase: CyclePhase; readonly reopenedAt: Date | null }

/** Whether raters may still save and send check-ins: until the review ends, and later about somebody who is reopened. */
export function takesAnswers({ phase, reopenedAt }: Of): boolean {
	return phase === 'open' || phase === 'review' || (phase !== 'draft' && reopenedAt !== null)
}

/** Whether pairs may agree, and agree anew: until publication, and later about somebody who is reopened. */
export function takesAgreements(of: Of): boolean {
	return takesAnswers(of) || of.phase === 'calibration'
}
