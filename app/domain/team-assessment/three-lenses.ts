import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { OpenCheck } from './shown-level.ts'

type Agreed = { assessmentId: string; cycleName: string }

export type AgreedLenses = {
	level: (Agreed & { claimed: number; shown: number; shownOn: Day }) | null
	rung: (Agreed & { rung: number; trapRecognized: boolean }) | null
}

/** The tiers of a team and of any teams below it, as far as they are for the reader. */
export type TierLens =
	| {
			kind: 'shown'
			cycleName: string
			/** The lower median in half-steps, and how many stand at each, lowest first. */
			medianHalfSteps: number
			n: number
			distribution: readonly number[]
			/** Whether families are left out that are hidden from the reader. */
			isPart: boolean
	  }
	| { kind: 'suppressed' | 'not-assessed' | 'nothing'; cycleName: string | null }

/** The lower median of a cycle in half-steps, of `n` people. */
export type TierPoint = { cycleName: string; medianHalfSteps: number; n: number }

/** The three scales of one team side by side. No figure is made of two of them. */
export type ThreeLenses = AgreedLenses & {
	/** Which of the two team lenses are for the team, as it is marked now; null: nobody has said. */
	applies: { level: boolean; rung: boolean | null }
	/** What stood before the next level when the level was agreed; empty at the highest. */
	beforeNext: readonly OpenCheck[]
	tier: TierLens
	/** Whether the tiers are also of teams below, as the cycle has frozen the tree. */
	hasTeamsBelow: boolean
	/** Of the published cycles before, newest first, as far as the reader may see them. */
	tiersBefore: readonly TierPoint[]
	/** Where two of them do not go together. */
	finding: string | null
}
