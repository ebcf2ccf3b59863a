import { z } from 'zod'
import { figureFields, isRangeRising } from './figure.ts'
import { dottedKeySchema, textSchema } from './keys.ts'
import {
	checkFramework,
	checkSteps,
	entrySchema,
	frameworkHead,
	namedEntrySchema,
	paragraphSchema,
} from './team-framework.ts'

const highestRung = 6

/** A rung of the ladder: neither a tier nor an AI coding level, though all three count from 1. */
const rungNumberSchema = z.int().min(1).max(highestRung)

const entries = z.array(entrySchema).default([])

/** A list that only one rung has: the parts of a skill, the gates of validation. */
const rungListSchema = z.strictObject({
	key: dottedKeySchema,
	title: textSchema(80),
	text: paragraphSchema.nullable(),
	figures: z.array(dottedKeySchema).default([]),
	items: z.array(namedEntrySchema.extend({ text: paragraphSchema.nullable() })),
})

const rungSchema = z.strictObject({
	rung: rungNumberSchema,
	key: dottedKeySchema,
	name: textSchema(60),
	/** What changes on the way up to it; null for the first, on which everybody starts. */
	shift: paragraphSchema.nullable(),
	definition: paragraphSchema,
	signs: entries,
	lists: z.array(rungListSchema).default([]),
	gains: entries,
	/** What stays open on it, and leads on. */
	limits: entries,
	notes: entries,
	trap: namedEntrySchema.extend({ wayOut: paragraphSchema }),
	/** What the source advises to those who stand on it; null where it advises nothing. */
	advice: entrySchema.nullable(),
})

const figureSchema = z
	.strictObject({
		...figureFields,
		/** The rungs of which the source says it; none where it is said of the ladder as a whole. */
		where: z.strictObject({ rungs: z.array(rungNumberSchema) }),
	})
	.refine(isRangeRising, 'the upper end of a range must be above the lower')

/**
 * The agentic engineering ladder: how an engineering team works with coding agents. All of it is the source's in
 * substance but what carries `origin: "contour"`. The source calls its stages levels; here they are rungs.
 */
export const agenticEngineeringLadderSchema = z
	.strictObject({
		key: z.literal('agentic-engineering-ladder'),
		...frameworkHead,
		lens: z.literal('rung'),
		introduction: z.array(entrySchema).min(1),
		/** Lowest first. */
		rungs: z.array(rungSchema),
		trapsText: paragraphSchema,
		adviceText: paragraphSchema,
		/** Where many organizations do best. */
		sweetSpot: z.strictObject({ rungs: z.array(rungNumberSchema).min(1), text: paragraphSchema }),
		closing: paragraphSchema,
		figures: z.array(figureSchema),
	})
	.superRefine((ladder, context) => {
		checkSteps(
			ladder.rungs.map(({ rung }) => rung),
			highestRung,
			{ context, path: ['rungs'], noun: 'rungs' },
		)
		ladder.rungs.forEach(({ rung, shift }, index) => {
			if ((shift === null) !== (rung === 1)) {
				context.addIssue({
					code: 'custom',
					path: ['rungs', index, 'shift'],
					message: 'every rung but the first says what changes on the way to it',
				})
			}
		})
		checkFramework(ladder, context)
	})

export type AgenticEngineeringLadder = z.infer<typeof agenticEngineeringLadderSchema>
