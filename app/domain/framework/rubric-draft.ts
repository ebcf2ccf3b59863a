import { z } from 'zod'
import { optionHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { optionHalfSteps } from '#app/domain/tier/tier.ts'
import { dottedKeySchema, slugSchema } from './keys.ts'
import type { Rubric, RubricFamily, RubricQuestion } from './rubric.ts'
import { longestDraftText, rubricLimits } from './rubric-limits.ts'
import { originSchema } from './rubric.ts'
import { shareRangeSchema } from './share-range-schema.ts'

const text = z.string().max(longestDraftText)

const optionSchema = z.strictObject({
	halfSteps: optionHalfStepsSchema,
	text,
	share: shareRangeSchema.optional(),
})

const questionSchema = z.strictObject({
	key: dottedKeySchema,
	origin: originSchema,
	text,
	managerText: text,
	shareOf: text.optional(),
	options: z.array(optionSchema).length(optionHalfSteps.length),
})

const familySchema = z.strictObject({
	key: slugSchema,
	name: text,
	origin: originSchema,
	entry: z.strictObject({
		key: dottedKeySchema,
		origin: z.enum(['contour', 'account']),
		text,
		managerText: text,
		hint: text,
		below: z.strictObject({ halfSteps: z.literal(1), text }),
		goOn: z.strictObject({ text }),
	}),
	questions: z.array(questionSchema).max(rubricLimits.maxQuestions),
})

/** A rubric while it is written: of the same shape, with texts that may be missing and fewer questions than it needs. */
export const rubricDraftSchema = z.strictObject({
	key: slugSchema,
	version: z.int().min(1),
	lens: z.literal('tier'),
	title: text,
	description: text,
	source: z.strictObject({ title: text, note: text }).nullable(),
	families: z.array(familySchema).max(rubricLimits.maxFamilies),
})

export type RubricDraft = z.infer<typeof rubricDraftSchema>
export type FamilyDraft = RubricDraft['families'][number]
export type QuestionDraft = FamilyDraft['questions'][number]

/**
 * A family of the account's own before its first question. Its entry question has the words that every built-in family
 * begins with, which are Contour's: only what counts as use is left to say.
 */
export function newFamily(
	{ key, name }: { key: string; name: string },
	{ entry }: Pick<RubricFamily, 'entry'>,
): FamilyDraft {
	return { key, name, origin: 'account', entry: { ...entry, key: `${key}.entry`, hint: '' }, questions: [] }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
const wordsOfQuestion = ({ text: words, managerText, shareOf, options }: QuestionDraft | RubricQuestion) => [
	...[words, managerText, shareOf ?? null],
	options.map(({ halfSteps, text: option, share }) => [halfSteps, option, share ?? null]),
]
const wordsOfEntry = ({ text: words, managerText, hint, below, goOn }: FamilyDraft['entry']) => [
	...[words, managerText, hint, below.text, goOn.text],
]

/**
 * Says of every part of a rubric whose words it has: those that stand as they were built in keep their origin, and so their
 * source; everything else is the account's, whatever a form or a file says.
 */
export function settleOrigins<R extends RubricDraft | Rubric>(rubric: R, builtIn: Rubric): R {
	const [anyEntry] = builtIn.families
	return {
		...rubric,
		families: rubric.families.map((family) => {
			const base = builtIn.families.find(({ key }) => key === family.key)
			const entryBase = base?.entry ?? (anyEntry && { ...anyEntry.entry, hint: family.entry.hint })
			const isEntryKept = entryBase !== undefined && same(wordsOfEntry(family.entry), wordsOfEntry(entryBase))
			return {
				...family,
				origin: base?.origin ?? 'account',
				entry: { ...family.entry, origin: isEntryKept ? (entryBase.origin ?? 'contour') : 'account' },
				questions: family.questions.map((question) => {
					const kept = base?.questions.find(({ key }) => key === question.key)
					const isKept = kept !== undefined && same(wordsOfQuestion(question), wordsOfQuestion(kept))
					return { ...question, origin: isKept ? kept.origin : 'account' }
				}),
			}
		}),
	}
}

/** Tells one state of a family from another: what a form has seen, and what is there now. */
export function isSameFamily(a: FamilyDraft | RubricFamily, b: FamilyDraft | RubricFamily): boolean {
	return same(canonical(a), canonical(b))
}

/** In one order of keys, whatever order a database gives them back in. */
export function canonical({ key, name, entry, questions }: FamilyDraft | RubricFamily): unknown {
	return [
		key,
		name,
		wordsOfEntry(entry),
		questions.map((question) => [question.key, wordsOfQuestion(question)]),
	]
}
