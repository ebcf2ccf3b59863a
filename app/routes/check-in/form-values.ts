import type { Suggestion } from '#app/domain/check-in/suggest-tier.ts'
import { suggestTier } from '#app/domain/check-in/suggest-tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { isHalfSteps } from '#app/domain/tier/tier.ts'

export type AnswerValues = {
	questionKey: string
	/** Half-steps as text, empty where unanswered. */
	halfSteps: string
	evidenceUrl: string
	evidenceNote: string
}

/** The form as its controls hold it: text throughout. */
export type FormValues = {
	usesAi: '' | 'yes' | 'no'
	answers: AnswerValues[]
	/** `suggested`, or half-steps as text. */
	tier: string
	tierReason: string
	whatChanged: string
	note: string
}

/** What is saved, as far as the form shows it. */
export type SavedDraft = {
	usesAi: boolean | null
	tier: HalfSteps | null
	tierReason: string | null
	whatChanged: string | null
	note: string | null
	answers: readonly {
		questionKey: string
		halfSteps: HalfSteps | null
		evidenceUrl: string | null
		evidenceNote: string | null
	}[]
}

export const answerName = (index: number, field: keyof AnswerValues) => `answers[${index}].${field}`

export function valuesOfForm(form: FormData, questionKeys: readonly string[]): FormValues {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? value : ''
	}
	const usesAi = text('usesAi')
	return {
		usesAi: usesAi === 'yes' || usesAi === 'no' ? usesAi : '',
		answers: questionKeys.map((questionKey, index) => ({
			questionKey,
			halfSteps: text(answerName(index, 'halfSteps')),
			evidenceUrl: text(answerName(index, 'evidenceUrl')),
			evidenceNote: text(answerName(index, 'evidenceNote')),
		})),
		tier: text('tier') || 'suggested',
		tierReason: text('tierReason'),
		whatChanged: text('whatChanged'),
		note: text('note'),
	}
}

export function valuesOfSaved(saved: SavedDraft | null, questionKeys: readonly string[]): FormValues {
	return {
		usesAi: saved?.usesAi == null ? '' : saved.usesAi ? 'yes' : 'no',
		answers: questionKeys.map((questionKey) => {
			const answer = saved?.answers.find((one) => one.questionKey === questionKey)
			return {
				questionKey,
				halfSteps: answer?.halfSteps ? String(answer.halfSteps) : '',
				evidenceUrl: answer?.evidenceUrl ?? '',
				evidenceNote: answer?.evidenceNote ?? '',
			}
		}),
		tier: saved?.tier ? String(saved.tier) : 'suggested',
		tierReason: saved?.tierReason ?? '',
		whatChanged: saved?.whatChanged ?? '',
		note: saved?.note ?? '',
	}
}

/** Line ends differ between what is typed and what is stored. */
export function sameValues(a: FormValues, b: FormValues): boolean {
	const plain = (values: FormValues) => JSON.stringify(values).replaceAll('\\r\\n', '\\n')
	return plain(a) === plain(b)
}

export function halfStepsOf(text: string): HalfSteps | null {
	const value = Number(text)
	return isHalfSteps(value) ? value : null
}

export function suggestionOf(values: FormValues): Suggestion | null {
	return suggestTier(
		values.answers.map(({ halfSteps }) => halfStepsOf(halfSteps)),
		values.usesAi === '' ? null : values.usesAi === 'yes',
	)
}

/** The tier that the form stands at: the chosen one, or the suggested. */
export function tierOfValues(values: FormValues): HalfSteps | null {
	if (values.usesAi === 'no') return 1
	return halfStepsOf(values.tier) ?? suggestionOf(values)?.halfSteps ?? null
}

/** How many questions of the form wait for an answer, the entry question included. */
export function countUnanswered(values: FormValues): number {
	if (values.usesAi === '') return values.answers.length + 1
	if (values.usesAi === 'no') return 0
	return values.answers.filter(({ halfSteps }) => halfSteps === '').length
}
