import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { wholeTier } from './suggest-tier.ts'

/** What one rater sent. */
export type RatedSide = {
	readonly usesAi: boolean | null
	readonly tier: HalfSteps | null
	readonly answers: readonly { readonly questionKey: string; readonly halfSteps: HalfSteps | null }[]
}

export type Compared = {
	readonly self: HalfSteps | null
	readonly manager: HalfSteps | null
	/** Half-steps, the manager's less the person's own; null where one has no answer. */
	readonly difference: number | null
	/** The two stand a whole tier or more apart. */
	readonly wholeTierApart: boolean
}

export type Comparison = {
	readonly entry: { readonly self: boolean | null; readonly manager: boolean | null; readonly same: boolean }
	readonly questions: readonly (Compared & { readonly questionKey: string })[]
	readonly tier: Compared
	/** How many questions stand a whole tier or more apart. */
	readonly wholeTierApart: number
}

/** A side's answer to a question. Who does not use AI as a tool stands at tier 0.5 in every question. */
export function answerOf(side: RatedSide | null, questionKey: string): HalfSteps | null {
	if (side === null) return null
	if (side.usesAi === false) return 1
	return side.answers.find((answer) => answer.questionKey === questionKey)?.halfSteps ?? null
}

function compare(self: HalfSteps | null, manager: HalfSteps | null): Compared {
	const difference = self === null || manager === null ? null : manager - self
	return {
		self,
		manager,
		difference,
		wholeTierApart: difference !== null && Math.abs(difference) >= wholeTier,
	}
}

/**
 * Both sides of a pair question by question, in the order of `questionKeys`. A difference of a whole tier is marked. A pair
 * with a single rater has null for the other side, and no differences.
 */
export function compareRaters(
	self: RatedSide | null,
	manager: RatedSide | null,
	questionKeys: readonly string[],
): Comparison {
	const questions = questionKeys.map((questionKey) => ({
		questionKey,
		...compare(answerOf(self, questionKey), answerOf(manager, questionKey)),
	}))
	return {
		entry: {
			self: self?.usesAi ?? null,
			manager: manager?.usesAi ?? null,
			same: self !== null && manager !== null && self.usesAi === manager.usesAi,
		},
		questions,
		tier: compare(self?.tier ?? null, manager?.tier ?? null),
		wholeTierApart: questions.filter((question) => question.wholeTierApart).length,
	}
}
