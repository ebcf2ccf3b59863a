import type { Summary } from './summarize.ts'

/** What changed in a group between two snapshots. Half-steps; a tier is half of them. */
export type Change = {
	/** Mean now minus mean then. */
	readonly meanHalfSteps: number
	/** Share at tier 2 or above, now minus then, from -1 to 1. */
	readonly shareAtTierTwoOrAbove: number
}

/**
 * The change of a group; null where one side has fewer than `k` people, because nothing is concluded from that (DESIGN,
 * rule 10), or where there is no figure on one side.
 */
export function changeBetween(now: Summary | null, then: Summary | null, k: number): Change | null {
	if (!now || !then || now.n < k || then.n < k) return null
	return {
		// One division of whole numbers: equal means give exactly 0.
		meanHalfSteps: (now.sumHalfSteps * then.n - then.sumHalfSteps * now.n) / (now.n * then.n),
		shareAtTierTwoOrAbove: (now.atTierTwoOrAbove * then.n - then.atTierTwoOrAbove * now.n) / (now.n * then.n),
	}
}
