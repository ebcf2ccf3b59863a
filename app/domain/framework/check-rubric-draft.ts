import { tierOf } from '#app/domain/tier/tier.ts'
import type { FamilyDraft, QuestionDraft, RubricDraft } from './rubric-draft.ts'
import type { RubricField, RubricPlace } from './rubric-place.ts'
import { rubricLengths, rubricLimits } from './rubric-limits.ts'

/** What keeps a draft from being published: where, and what to do. */
export type RubricProblem = RubricPlace & { message: string }

type Head = Pick<RubricDraft, 'title' | 'description' | 'families'>

/**
 * Everything that a draft still lacks, in the order of its pages; none when it can be published. A draft without problems
 * is a `Rubric`.
 */
export function checkRubricDraft(draft: Head): RubricProblem[] {
	const problems: RubricProblem[] = []
	const add = (field: RubricField, message: string | null) => {
		if (message !== null) problems.push({ ...nowhere, field, message })
	}
	add('title', checkText(draft.title, rubricLengths.title, 'Give the rubric a title.'))
	add('description', checkText(draft.description, rubricLengths.description, 'Say what the rubric is about.'))
	if (draft.families.length === 0) add('families', 'A rubric needs at least one family. Add one.')
	return [...problems, ...draft.families.flatMap(checkFamilyDraft)]
}

const nowhere = { familyKey: null, familyName: null, questionKey: null, questionNumber: null }

/** The same for one family. */
export function checkFamilyDraft(family: FamilyDraft): RubricProblem[] {
	const { entry, questions } = family
	const problems: RubricProblem[] = []
	const at = (questionKey: string | null, questionNumber: number | null) => {
		const place = { familyKey: family.key, familyName: family.name, questionKey, questionNumber }
		return (field: RubricField, message: string | null) => {
			if (message !== null) problems.push({ ...place, field, message })
		}
	}
	at(null, null)('name', checkText(family.name, rubricLengths.familyName, 'Give the family a name.'))

	const ofEntry = at(entry.key, 0)
	ofEntry('text', checkText(entry.text, rubricLengths.question, 'Write the question that comes first.'))
	ofEntry('managerText', checkText(entry.managerText, rubricLengths.question, asManager))
	ofEntry('hint', checkText(entry.hint, rubricLengths.hint, 'Say what counts as use in this family.'))
	ofEntry('below', checkText(entry.below.text, rubricLengths.option, 'Write the answer that means tier 0.5.'))
	ofEntry(
		'goOn',
		checkText(entry.goOn.text, rubricLengths.option, 'Write the answer that leads to the questions.'),
	)

	const { minQuestions, maxQuestions } = rubricLimits
	if (questions.length < minQuestions) {
		const lacking = minQuestions - questions.length
		at(null, null)(
			'questions',
			`A family needs at least ${minQuestions} questions. Add ${lacking === 1 ? 'one more' : `${lacking} more`}.`,
		)
	}
	if (questions.length > maxQuestions) {
		at(null, null)(
			'questions',
			`A family takes at most ${maxQuestions} questions. Remove ${questions.length - maxQuestions}.`,
		)
	}
	questions.forEach((question, index) =>
		checkQuestion(question, index, questions, at(question.key, index + 1)),
	)
	return problems
}

const asManager = 'Write the question as a manager reads it about somebody else.'

function checkQuestion(
	question: QuestionDraft,
	index: number,
	questions: readonly QuestionDraft[],
	add: (field: RubricField, message: string | null) => void,
): void {
	const { text, managerText, shareOf, options } = question
	add('text', checkText(text, rubricLengths.question, 'Write the question.'))
	const earlier = questions.slice(0, index).findIndex((other) => other.text !== '' && other.text === text)
	if (earlier >= 0) add('text', `Question ${earlier + 1} asks the same. Change one of them, or remove it.`)
	add('managerText', checkText(managerText, rubricLengths.question, asManager))
	if (shareOf !== undefined) {
		add('shareOf', checkText(shareOf, rubricLengths.shareOf, 'Say what the percentages are of.'))
	}
	options.forEach((option, place) => {
		const field = `option-${option.halfSteps}` as const
		const missing = `Describe what work at tier ${tierOf(option.halfSteps)} looks like.`
		add(field, checkText(option.text, rubricLengths.option, missing))
		const twin = options.slice(0, place).find((other) => other.text !== '' && other.text === option.text)
		if (twin) {
			const tiers = `tier ${tierOf(twin.halfSteps)} and tier ${tierOf(option.halfSteps)}`
			add(field, `The options for ${tiers} say the same. Write what makes the difference.`)
		}
	})
}

/** Letters, figures or signs; blanks and marks of direction alone say nothing. */
const says = /[\p{L}\p{N}\p{P}\p{S}]/u

function checkText(text: string, longest: number, missing: string): string | null {
	if (!says.test(text)) return missing
	if (text.length <= longest) return null
	return `Shorten it to ${longest} characters: it has ${text.length}.`
}
