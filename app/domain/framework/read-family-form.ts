import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { cleanDraftText } from './clean-draft-text.ts'
import { emptyQuestion } from './empty-question.ts'
import { isDottedKey } from './key-pattern.ts'
import type { FamilyDraft, QuestionDraft } from './rubric-draft.ts'
import { longestDraftText, rubricLimits } from './rubric-limits.ts'

/** Names of the controls of a family's form. */
export const entryName = (field: 'text' | 'managerText' | 'hint' | 'below' | 'goOn') => `entry.${field}`
export const questionName = (index: number, field: string) => `question.${index}.${field}`

/**
 * The family that a form describes, on top of what is kept: questions that the form does not name are not in it, and those
 * that somebody else has removed meanwhile are. Bands of percentages belong to the words that name them: they stay with a question none of whose options says
 * anything else than before.
 */
export function readFamilyForm(form: FormData, base: FamilyDraft): FamilyDraft {
	const text = (name: string) => {
		const value = form.get(name)
		return typeof value === 'string' ? cleanDraftText(value).slice(0, longestDraftText) : ''
	}
	const { entry } = base
	const taken = new Set([entry.key])
	const questions = Array.from({ length: rubricLimits.maxQuestions }, (_, index) => index).flatMap(
		(index) => {
			const key = text(questionName(index, 'key'))
			if (taken.has(key) || !key.startsWith(`${base.key}.`) || !isDottedKey(key)) return []
			taken.add(key)
			const known = base.questions.find((question) => question.key === key) ?? emptyQuestion(key)
			return [readQuestion((field) => text(questionName(index, field)), known)]
		},
	)
	return {
		...base,
		entry: {
			...entry,
			text: text(entryName('text')),
			managerText: text(entryName('managerText')),
			hint: text(entryName('hint')),
			below: { ...entry.below, text: text(entryName('below')) },
			goOn: { text: text(entryName('goOn')) },
		},
		questions,
	}
}

function readQuestion(text: (field: string) => string, known: QuestionDraft): QuestionDraft {
	const { shareOf, ...rest } = known
	const options = optionHalfSteps.map((halfSteps) => ({ halfSteps, text: text(`option-${halfSteps}`) }))
	const isSameWords = options.every(
		({ halfSteps, text: words }) =>
			known.options.find((option) => option.halfSteps === halfSteps)?.text === words,
	)
	const isBanded = shareOf !== undefined && isSameWords
	return {
		...rest,
		text: text('text'),
		managerText: text('managerText'),
		options: isSameWords ? known.options : options,
		...(isBanded && { shareOf }),
	}
}
