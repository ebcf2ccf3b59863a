import { z } from 'zod'
import { optionHalfStepsSchema } from '#app/domain/tier/half-steps-schema.ts'
import { optionHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { dottedKeySchema, refuseRepeatedKeys, slugSchema, textSchema } from './keys.ts'
import { rubricLengths, rubricLimits } from './rubric-limits.ts'
import { shareRangeSchema } from './share-range-schema.ts'

/** Where a text comes from: the framework's published source, Contour ("ours"), or the account that edited it. */
export const originSchema = z.enum(['source', 'contour', 'account'])

const optionSchema = z.strictObject({
	halfSteps: optionHalfStepsSchema,
	text: textSchema(rubricLengths.option),
	/** The band that the text names, so that a measured share can stand beside the chosen option. */
	share: shareRangeSchema.optional(),
})

const questionSchema = z
	.strictObject({
		/** Family key, dot, slug: `engineering.start-feature`. Stored with answers. */
		key: dottedKeySchema,
		origin: originSchema,
		/** Put to the person themself. */
		text: textSchema(rubricLengths.question),
		/** The same question as a manager reads it about somebody else. */
		managerText: textSchema(rubricLengths.question),
		/** What the shares of the options are shares of; present exactly when the options carry bands. */
		shareOf: textSchema(rubricLengths.shareOf).optional(),
		/** One for each of the half-steps 2 to 6, in this order. */
		options: z.array(optionSchema),
	})
	.superRefine((question, context) => {
		optionHalfSteps.forEach((expected, index) => {
			const found = question.options[index]
			if (found === undefined) {
				context.addIssue({
					code: 'custom',
					path: ['options', index],
					message: `"${question.key}" has no option for tier ${tierOf(expected)} (half-step ${expected})`,
				})
			} else if (found.halfSteps !== expected) {
				context.addIssue({
					code: 'custom',
					path: ['options', index, 'halfSteps'],
					message: `"${question.key}" needs half-step ${expected} here, not ${found.halfSteps}: options stand in the order 2, 3, 4, 5, 6, each once`,
				})
			}
		})
		if (question.options.length > optionHalfSteps.length) {
			context.addIssue({
				code: 'custom',
				path: ['options'],
				message: `"${question.key}" has ${question.options.length} options; it takes ${optionHalfSteps.length}, for the half-steps 2 to 6`,
			})
		}
		const banded = question.options.filter((option) => option.share !== undefined).length
		const expectedBanded = question.shareOf === undefined ? 0 : question.options.length
		if (banded !== expectedBanded) {
			context.addIssue({
				code: 'custom',
				path: ['shareOf'],
				message: `"${question.key}": either shareOf and a share on every option, or neither`,
			})
		}
	})

/**
 * Decides between tier 0.5 and going on to the family's questions: `below` ends the check-in at half-step 1,
 * `goOn` opens the questions. The source's table has no column for tier 0.5, so this question is never its own.
 */
const entryQuestionSchema = z.strictObject({
	/** Family key and `.entry`. */
	key: dottedKeySchema,
	origin: z.enum(['contour', 'account']),
	text: textSchema(rubricLengths.question),
	managerText: textSchema(rubricLengths.question),
	/** What counts as use in this family. */
	hint: textSchema(rubricLengths.hint),
	below: z.strictObject({ halfSteps: z.literal(1), text: textSchema(rubricLengths.option) }),
	goOn: z.strictObject({ text: textSchema(rubricLengths.option) }),
})

const familySchema = z
	.strictObject({
		key: slugSchema,
		name: textSchema(rubricLengths.familyName),
		origin: originSchema,
		entry: entryQuestionSchema,
		questions: z
			.array(questionSchema)
			.min(rubricLimits.minQuestions, `a family needs at least ${rubricLimits.minQuestions} questions`)
			.max(rubricLimits.maxQuestions, `a family takes at most ${rubricLimits.maxQuestions} questions`),
	})
	.superRefine((family, context) => {
		if (family.entry.key !== `${family.key}.entry`) {
			context.addIssue({
				code: 'custom',
				path: ['entry', 'key'],
				message: `must be "${family.key}.entry"`,
			})
		}
		family.questions.forEach((question, index) => {
			if (!question.key.startsWith(`${family.key}.`)) {
				context.addIssue({
					code: 'custom',
					path: ['questions', index, 'key'],
					message: `must begin with "${family.key}."`,
				})
			}
		})
		refuseRepeatedKeys(context, [
			{ key: family.entry.key, path: ['entry', 'key'] },
			...family.questions.map(({ key }, index) => ({ key, path: ['questions', index, 'key'] })),
		])
	})

/**
 * What people answer in a check-in: families, their questions, one option for each half-step. An account may
 * copy a built-in rubric, edit it and add families; a published version never changes, and answers point
 * to its keys.
 */
export const rubricSchema = z
	.strictObject({
		key: slugSchema,
		version: z.int().min(1),
		/** The scale that the answers are on. Figures of two lenses are never averaged. */
		lens: z.literal('tier'),
		title: textSchema(rubricLengths.title),
		description: textSchema(rubricLengths.description),
		/** Where the rubric comes from; null for one that an account wrote from nothing. */
		source: z.strictObject({ title: textSchema(120), note: textSchema(600) }).nullable(),
		families: z
			.array(familySchema)
			.min(1, 'a rubric needs at least one family')
			.max(rubricLimits.maxFamilies, `a rubric takes at most ${rubricLimits.maxFamilies} families`),
	})
	.superRefine((rubric, context) => {
		refuseRepeatedKeys(
			context,
			rubric.families.map(({ key }, index) => ({ key, path: ['families', index, 'key'] })),
		)
	})

export type Rubric = z.infer<typeof rubricSchema>
export type RubricFamily = Rubric['families'][number]
export type RubricQuestion = RubricFamily['questions'][number]
export type RubricOption = RubricQuestion['options'][number]

export function findFamily(rubric: Rubric, familyKey: string): RubricFamily | undefined {
	return rubric.families.find((family) => family.key === familyKey)
}

/** The question with this key in any family. Entry questions are not among them. */
export function findQuestion(rubric: Rubric, questionKey: string): RubricQuestion | undefined {
	for (const family of rubric.families) {
		const question = family.questions.find(({ key }) => key === questionKey)
		if (question !== undefined) return question
	}
	return undefined
}

/** The option at a half-step; none at 1, which only the entry question decides. */
export function findOption(question: RubricQuestion, halfSteps: HalfSteps): RubricOption | undefined {
	return question.options.find((option) => option.halfSteps === halfSteps)
}
