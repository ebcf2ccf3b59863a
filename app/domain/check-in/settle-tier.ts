import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { choosableTiers, isOffered, suggestTier } from './suggest-tier.ts'

/** What must be looked at again, by the place in the form. */
export type SettleIssue =
	| { readonly at: 'usesAi' | 'tier' | 'tierReason' | 'whatChanged'; readonly message: string }
	| { readonly at: 'answer'; readonly questionKey: string; readonly message: string }

/** Answers that may be sent or agreed: complete, with their tier. */
export type Settled = {
	readonly usesAi: boolean
	/** One for each question; all at half-step 1 where the entry question decided. */
	readonly answers: readonly { readonly questionKey: string; readonly halfSteps: HalfSteps }[]
	readonly suggestedTier: HalfSteps
	readonly tier: HalfSteps
	/** Only where the tier was neither suggested nor offered. */
	readonly tierReason: string | null
}

export const settleMessages = {
	usesAi: 'Answer the entry question.',
	answer: 'Choose what fits best.',
	tier: 'This tier does not go with the entry question, which alone decides tier 0.5.',
	tierReason: 'Say in a sentence why you choose another tier than the suggested one.',
} as const

/**
 * Whether answers are complete enough to be sent or agreed, and what they come to: no chosen tier takes the suggested one,
 * and a tier that is neither suggested nor offered needs its reason.
 */
export function settleTier(
	draft: {
		readonly usesAi: boolean | null
		readonly answers: readonly { readonly questionKey: string; readonly halfSteps: HalfSteps | null }[]
		readonly tier: HalfSteps | null
		readonly tierReason: string | null
	},
	questionKeys: readonly string[],
): { ok: true; settled: Settled } | { ok: false; issues: readonly SettleIssue[] } {
	const { usesAi } = draft
	if (usesAi === null) return { ok: false, issues: [{ at: 'usesAi', message: settleMessages.usesAi }] }

	const given = questionKeys.map((questionKey) => ({
		questionKey,
		halfSteps: usesAi
			? (draft.answers.find((answer) => answer.questionKey === questionKey)?.halfSteps ?? null)
			: (1 as const),
	}))
	const suggestion = suggestTier(
		given.map(({ halfSteps }) => halfSteps),
		usesAi,
	)
	if (suggestion === null) {
		const issues = given.flatMap(({ questionKey, halfSteps }) =>
			halfSteps === null ? [{ at: 'answer' as const, questionKey, message: settleMessages.answer }] : [],
		)
		return { ok: false, issues }
	}

	const tier = draft.tier ?? suggestion.halfSteps
	if (!choosableTiers(usesAi).includes(tier)) {
		return { ok: false, issues: [{ at: 'tier', message: settleMessages.tier }] }
	}
	const offered = isOffered(tier, suggestion)
	if (!offered && draft.tierReason === null) {
		return { ok: false, issues: [{ at: 'tierReason', message: settleMessages.tierReason }] }
	}
	return {
		ok: true,
		settled: {
			usesAi,
			answers: given.flatMap(({ questionKey, halfSteps }) =>
				halfSteps === null ? [] : [{ questionKey, halfSteps }],
			),
			suggestedTier: suggestion.halfSteps,
			tier,
			tierReason: offered ? null : draft.tierReason,
		},
	}
}
