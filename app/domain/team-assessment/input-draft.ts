import { z } from 'zod'
import { dottedKeySchema } from '#app/domain/framework/keys.ts'
import { verdicts } from './verdict.ts'

/** The longest texts that an assessment takes, in characters as people count them. */
export const assessmentLimits = { note: 2000, checkNote: 1000, evidence: 1000, link: 2000 } as const

/** Free text: line ends made one kind, trimmed, null when nothing is left. */
export function freeText(limit: number) {
	return z
		.string()
		.nullish()
		.transform((text) => text?.replace(/\r\n?/g, '\n').trim() || null)
		.superRefine((text, context) => {
			if (text?.includes('\0')) {
				context.addIssue({ code: 'custom', message: 'Take out the invisible control character.' })
			}
			const { length } = Array.from(text ?? '')
			if (length <= limit) return
			const message = `This takes ${limit} characters at most and has ${length}. Shorten it by ${length - limit}.`
			context.addIssue({ code: 'custom', message })
		})
}

/** A choice of a form: an empty field is none. */
const orNone = <S extends z.ZodType>(schema: S) =>
	z.preprocess((value) => (value === '' ? null : value), schema.nullish()).transform((value) => value ?? null)

const step = {
	claimed: orNone(z.coerce.number().int().min(0).max(5)),
	rung: orNone(z.coerce.number().int().min(1).max(6)),
	trapRecognized: orNone(z.enum(['yes', 'no']).transform((answer) => answer === 'yes')),
	note: freeText(assessmentLimits.note),
}

export const checkDraftSchema = z.object({
	checkKey: dottedKeySchema,
	verdict: orNone(z.enum(verdicts)),
	note: freeText(assessmentLimits.checkNote),
})
export type CheckDraft = z.output<typeof checkDraftSchema>

/** What a person says of a team: a level or a rung with its trap, and of each check whether it is met. */
export const inputDraftSchema = z.object({
	...step,
	checks: z
		.array(checkDraftSchema)
		.max(200)
		.nullish()
		.transform((checks) => checks ?? []),
})
export type InputDraft = z.output<typeof inputDraftSchema>

/** What a team agrees in the end, beside its checks. */
export const agreementDraftSchema = z.object(step)
export type AgreementDraft = z.output<typeof agreementDraftSchema>
