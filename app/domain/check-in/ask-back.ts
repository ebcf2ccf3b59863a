import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { wholeTier } from './suggest-tier.ts'

/** Half-steps above the last result at which a rater says what changed: two whole tiers. */
const farAbove = 2 * wholeTier

/** Whether a tier stands so far above the last published result that sending it takes a word on what changed. */
export function needsWhatChanged(previous: HalfSteps | null, tier: HalfSteps | null): boolean {
	return previous !== null && tier !== null && tier - previous >= farAbove
}

/**
 * The one half-step at which all answers stand; null where they differ, one is missing, there are fewer than two, or the
 * entry question decided.
 */
export function allAlikeAt(usesAi: boolean | null, answers: readonly (HalfSteps | null)[]): HalfSteps | null {
	const [first, ...others] = answers
	if (!usesAi || !first || others.length === 0) return null
	return others.every((answer) => answer === first) ? first : null
}

export const whatChangedMessage =
	'This is two tiers or more above the last result. Say in a sentence what changed since.'
