/** The fields of a form as they were sent, to be shown again where it was refused. */
export type SentFields = Record<string, string>

export type FieldError = { field: string; message: string }

/** What an action answers where it changed nothing. */
export type AssessmentAnswer = { errors: FieldError[]; sent: SentFields }

export const verdictField = (checkKey: string) => `verdict:${checkKey}`
export const noteField = (checkKey: string) => `note:${checkKey}`

/** A field as it was sent, or else as it is stored. */
export const shownValue = (
	answer: AssessmentAnswer | undefined,
	name: string,
	stored: string | number | null | undefined,
): string => answer?.sent[name] ?? String(stored ?? '')

export const errorsOf = (answer: AssessmentAnswer | undefined, name: string): string[] =>
	answer?.errors.flatMap(({ field, message }) => (field === name ? [message] : [])) ?? []
