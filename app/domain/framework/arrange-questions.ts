import type { FamilyDraft, QuestionDraft } from './rubric-draft.ts'

/** A family with one of its questions a place further up or down; the same where there is no such place. */
export function moveQuestion(family: FamilyDraft, questionKey: string, by: -1 | 1): FamilyDraft {
	const from = family.questions.findIndex(({ key }) => key === questionKey)
	const to = from + by
	if (from < 0 || to < 0 || to >= family.questions.length) return family
	const questions = [...family.questions]
	const [moved] = questions.splice(from, 1)
	if (moved) questions.splice(to, 0, moved)
	return { ...family, questions }
}

export function removeQuestion(family: FamilyDraft, questionKey: string): FamilyDraft {
	return { ...family, questions: family.questions.filter(({ key }) => key !== questionKey) }
}

/** A family with a question put back as it was: the built-in words with everything that belongs to them. */
export function restoreQuestion(family: FamilyDraft, question: QuestionDraft): FamilyDraft {
	const isThere = family.questions.some(({ key }) => key === question.key)
	const questions = isThere
		? family.questions.map((one) => (one.key === question.key ? question : one))
		: [...family.questions, question]
	return { ...family, questions }
}
