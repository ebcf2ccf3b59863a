import { z } from 'zod'
import { dottedKeySchema } from '#app/domain/framework/keys.ts'
import { rubricLimits } from '#app/domain/framework/rubric-limits.ts'
import { halfStepsSchema, optionHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { evidenceLink } from './evidence-link.ts'

/** The longest texts that a check-in takes, in characters as people count them (an emoji of one code point is one). */
export const checkInLimits = {
	note: 4000,
	tierReason: 1000,
	whatChanged: 1000,
	evidenceNote: 1000,
	evidenceUrl: 2000,
} as const

const messages = {
	link: 'A link starts with https:// or http://.',
	nul: 'Take out the invisible control character.',
	long: (limit: number, length: number) =>
		`This takes ${limit} characters at most and has ${length}. Shorten it by ${length - limit}.`,
}

/** Free text: line ends made one kind, trimmed, null when nothing is left. */
function freeText(limit: number) {
	return z
		.string()
		.transform((text) => text.replace(/\r\n?/g, '\n').trim())
		.superRefine((text, context) => {
			const { length } = Array.from(text)
			if (length > limit) context.addIssue({ code: 'custom', message: messages.long(limit, length) })
			if (text.includes('\0')) context.addIssue({ code: 'custom', message: messages.nul })
		})
		.transform((text) => (text === '' ? null : text))
		.nullish()
		.transform((text) => text ?? null)
}

const linkSchema = freeText(checkInLimits.evidenceUrl).transform((text, context) => {
	if (text === null) return null
	const link = evidenceLink(text)
	if (link === null) context.addIssue({ code: 'custom', message: messages.link })
	return link
})

/** Why somebody stands in for a manager. */
export const delegateReasonSchema = freeText(checkInLimits.tierReason)

/** A private note; empty takes it back. */
export const noteTextSchema = freeText(checkInLimits.note).transform((text) => text ?? '')

/** The tier as a half-step; null takes the suggested one. */
const chosenTierSchema = halfStepsSchema.nullish().transform((tier) => tier ?? null)

const answerSchema = z.strictObject({
	questionKey: dottedKeySchema,
	halfSteps: optionHalfStepsSchema.nullish().transform((answer) => answer ?? null),
	evidenceUrl: linkSchema,
	evidenceNote: freeText(checkInLimits.evidenceNote),
})

const usesAiSchema = z
	.boolean()
	.nullish()
	.transform((answer) => answer ?? null)

/** What a rater has put down so far. Everything may be missing; what is there is well formed. */
export const checkInDraftSchema = z.strictObject({
	usesAi: usesAiSchema,
	answers: z.array(answerSchema).max(rubricLimits.maxQuestions),
	tier: chosenTierSchema,
	tierReason: freeText(checkInLimits.tierReason),
	whatChanged: freeText(checkInLimits.whatChanged),
	note: freeText(checkInLimits.note),
})
export type CheckInDraft = z.infer<typeof checkInDraftSchema>
export type CheckInAnswer = CheckInDraft['answers'][number]

/** What a pair agrees on: answers question by question, and the tier. */
export const agreementDraftSchema = z.strictObject({
	usesAi: usesAiSchema,
	answers: z.array(answerSchema.pick({ questionKey: true, halfSteps: true })).max(rubricLimits.maxQuestions),
	tier: chosenTierSchema,
	tierReason: freeText(checkInLimits.tierReason),
})
export type AgreementDraft = z.infer<typeof agreementDraftSchema>
