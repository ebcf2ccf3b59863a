import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import type { QuestionDraft } from './rubric-draft.ts'

/** A question without words yet. */
export function emptyQuestion(key: string): QuestionDraft {
	return {
		key,
		origin: 'account',
		text: '',
		managerText: '',
		options: optionHalfSteps.map((halfSteps) => ({ halfSteps, text: '' })),
	}
}
