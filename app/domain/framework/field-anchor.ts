import type { RubricField } from './rubric-place.ts'

/** The id of the control in which a text of a family is edited: what a list of problems links to. */
export function fieldAnchor(questionNumber: number | null, field: RubricField): string {
	if (questionNumber === null) return field
	return questionNumber === 0 ? `entry.${field}` : `question.${questionNumber - 1}.${field}`
}
