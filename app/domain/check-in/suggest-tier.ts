import type { HalfSteps } from '#app/domain/tier/tier.ts'

/** What the answers of a check-in say about its tier. */
export type Suggestion = {
	readonly halfSteps: HalfSteps
	/** The half stage above, offered beside it where one answer stands a whole tier or more above the suggestion. */
	readonly inTransition: HalfSteps | null
}

/** Half-steps of a whole tier. */
export const wholeTier = 2

/**
 * Suggested tier of a set of answers (measuring rules 1 and 2): the lower median, so with three answers the highest tier
 * that two of them reach. The entry question alone decides tier 0.5. An incomplete set suggests nothing.
 *
 * @param answers half-steps of every question of the family, null where unanswered
 * @param usesAi the entry question: true goes on to the questions, false is tier 0.5, null is unanswered
 */
export function suggestTier(
	answers: readonly (HalfSteps | null)[],
	usesAi: boolean | null,
): Suggestion | null {
	if (usesAi === null) return null
	if (!usesAi) return { halfSteps: 1, inTransition: null }
	const given = answers.filter((answer) => answer !== null)
	if (given.length === 0 || given.length < answers.length) return null
	given.sort((a, b) => a - b)
	const median = given[Math.floor((given.length - 1) / 2)]
	const highest = given.at(-1)
	if (median === undefined || highest === undefined) return null
	const above = highest - median >= wholeTier
	return { halfSteps: median, inTransition: above ? ((median + 1) as HalfSteps) : null }
}

/** Whether a tier is the suggested one or the one offered beside it; any other needs a reason. */
export function isOffered(tier: HalfSteps, suggestion: Suggestion): boolean {
	return tier === suggestion.halfSteps || tier === suggestion.inTransition
}

/** The tiers that may be chosen after an answer to the entry question, which alone decides tier 0.5. */
export function choosableTiers(usesAi: boolean | null): readonly HalfSteps[] {
	return usesAi === false ? [1] : [2, 3, 4, 5, 6]
}
