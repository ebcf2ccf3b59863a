import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { tierOf } from '#app/domain/tier/tier.ts'

/** A text of a rubric: of its head, of a family, of the family's entry question, or of one of its questions. */
export type RubricField =
	| 'title'
	| 'description'
	| 'families'
	| 'name'
	| 'questions'
	| 'text'
	| 'managerText'
	| 'hint'
	| 'below'
	| 'goOn'
	| 'shareOf'
	| `option-${HalfSteps}`

/** Where in a rubric something stands. Null: not of one family, or not of one question. */
export type RubricPlace = {
	familyKey: string | null
	familyName: string | null
	/** Of the entry question as well. */
	questionKey: string | null
	/** 1 for the first question, 0 for the entry question. */
	questionNumber: number | null
	field: RubricField
}

const fieldNames: Record<Exclude<RubricField, `option-${HalfSteps}`>, string> = {
	title: 'title',
	description: 'description',
	families: 'families',
	name: 'name',
	questions: 'questions',
	text: 'question',
	managerText: 'question as a manager reads it',
	hint: 'what counts as use',
	below: 'answer for tier 0.5',
	goOn: 'answer that goes on',
	shareOf: 'what the percentages are of',
}

/** 'question as a manager reads it', 'option for tier 1.5' */
export const fieldName = (field: RubricField): string =>
	field.startsWith('option-')
		? `option for tier ${tierOf(Number(field.slice('option-'.length)))}`
		: fieldNames[field as keyof typeof fieldNames]

/** 'Finance, question 2, option for tier 1.5' */
export function placeName({ familyName, questionNumber, field }: RubricPlace): string {
	const question =
		questionNumber === null ? [] : [questionNumber === 0 ? 'entry question' : `question ${questionNumber}`]
	const isWhole = questionNumber !== null && field === 'text'
	return [
		...(familyName === null ? [] : [familyName]),
		...question,
		...(isWhole ? [] : [fieldName(field)]),
	].join(', ')
}
