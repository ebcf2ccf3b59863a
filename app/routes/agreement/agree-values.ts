import { answerOf } from '#app/domain/check-in/compare-raters.ts'
import type { Suggestion } from '#app/domain/check-in/suggest-tier.ts'
import { suggestTier } from '#app/domain/check-in/suggest-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { isHalfSteps } from '#app/domain/tier/tier.ts'
import type { AgreementPage } from './read-page.server.ts'

/** The form as its controls hold it: text throughout, empty where nothing is chosen. */
export type AgreeValues = {
	usesAi: string
	/** Half-steps by the key of the question. */
	answers: Record<string, string>
	/** `suggested`, or half-steps as text. */
	tier: string
	tierReason: string
}

export const answerName = (index: number, field: 'questionKey' | 'halfSteps') => `answers[${index}].${field}`

export function agreeValuesOfForm(form: FormData): AgreeValues {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? value : ''
	}
	const answers: Record<string, string> = {}
	for (let index = 0; form.has(answerName(index, 'questionKey')); index++) {
		answers[text(answerName(index, 'questionKey'))] = text(answerName(index, 'halfSteps'))
	}
	return {
		usesAi: text('usesAi'),
		answers,
		tier: text('tier') || 'suggested',
		tierReason: text('tierReason'),
	}
}

/** What was agreed before; or else what both say already, with the rest left to talk about. */
export function proposedValues(page: AgreementPage): AgreeValues {
	const { comparison, sides, questions } = page
	// Of a pair that is reopened the sides may say something else by now.
	const outcome = page.reopened?.isEarlier ? null : page.outcome
	const agreed = outcome?.answers
	const usesAi = agreed
		? agreed.some(({ halfSteps }) => halfSteps > 1)
		: comparison.entry.same
			? comparison.entry.self
			: null
	const proposed = (questionKey: string): HalfSteps | null => {
		if (agreed) return agreed.find((answer) => answer.questionKey === questionKey)?.halfSteps ?? null
		const self = answerOf(sides.self, questionKey)
		return self === answerOf(sides.manager, questionKey) ? self : null
	}
	const changed = outcome && outcome.tier !== outcome.suggestedTier && outcome.tier > 1
	return {
		usesAi: usesAi === null ? '' : usesAi ? 'yes' : 'no',
		answers: Object.fromEntries(
			questions.map(({ key }) => {
				const halfSteps = proposed(key)
				return [key, halfSteps && halfSteps > 1 ? String(halfSteps) : '']
			}),
		),
		tier: changed ? String(outcome.tier) : 'suggested',
		tierReason: outcome?.tierReason ?? '',
	}
}

export function suggestionOfAgreed(values: AgreeValues, questionKeys: readonly string[]): Suggestion | null {
	const answers = questionKeys.map((key) => {
		const halfSteps = Number(values.answers[key])
		return isHalfSteps(halfSteps) ? halfSteps : null
	})
	return suggestTier(answers, values.usesAi === '' ? null : values.usesAi === 'yes')
}
