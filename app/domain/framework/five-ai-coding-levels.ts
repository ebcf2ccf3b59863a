import { z } from 'zod'
import { figureFields, isRangeRising } from './figure.ts'
import { dottedKeySchema, textSchema } from './keys.ts'
import {
	checkFramework,
	checkSteps,
	entrySchema,
	frameworkHead,
	lineSchema,
	namedEntrySchema,
	paragraphSchema,
} from './team-framework.ts'

const highestLevel = 5

/** An AI coding level: neither a tier nor a rung, though all three count from 1. */
const aiCodingLevelSchema = z.int().min(1).max(highestLevel)
/** The levels that something is said of, lowest first. */
const levelsSchema = z.array(aiCodingLevelSchema).min(1)

const levelSchema = z.strictObject({
	level: aiCodingLevelSchema,
	key: dottedKeySchema,
	name: textSchema(80),
	definition: paragraphSchema,
	signs: z.array(entrySchema).min(1),
})

const metricSchema = z.strictObject({ key: dottedKeySchema, name: lineSchema })

/** The parts of the framework that give figures. */
const partSchema = z.enum(['mistakes', 'roadmap'])

const figureSchema = z
	.strictObject({
		...figureFields,
		/** The part in which the source gives it first, and the levels that it is about, where it names some. */
		where: z.strictObject({ part: partSchema, levels: z.array(aiCodingLevelSchema) }),
	})
	.refine(isRangeRising, 'the upper end of a range must be above the lower')

/**
 * The five AI coding levels: how far a team has come with AI in the product that it builds. All of it is the source's
 * in substance but what carries `origin: "contour"`.
 */
export const fiveAiCodingLevelsSchema = z
	.strictObject({
		key: z.literal('five-ai-coding-levels'),
		...frameworkHead,
		lens: z.literal('ai-coding-level'),
		introduction: z.array(entrySchema).min(1),
		levels: z.array(levelSchema),
		stall: z.strictObject({
			level: aiCodingLevelSchema,
			text: paragraphSchema,
			reasons: z.array(namedEntrySchema),
			closing: lineSchema,
			remediesText: lineSchema,
			remedies: z.array(entrySchema),
			notes: z.array(entrySchema),
		}),
		mistakes: z.strictObject({
			belowLevel: aiCodingLevelSchema,
			text: paragraphSchema,
			/** The source lists mistakes and remediations apart; the nth of one answers the nth of the other. */
			items: z.array(namedEntrySchema.extend({ remediation: entrySchema })),
			notes: z.array(entrySchema),
		}),
		capabilities: z.strictObject({
			text: paragraphSchema,
			groups: z.array(z.strictObject({ levels: levelsSchema, items: z.array(namedEntrySchema) })),
			tools: z.array(namedEntrySchema),
			notes: z.array(entrySchema),
		}),
		bridge: z.strictObject({
			fromLevel: aiCodingLevelSchema,
			toLevel: aiCodingLevelSchema,
			text: paragraphSchema,
			/** In this order. */
			steps: z.array(entrySchema),
			readiness: z.array(entrySchema),
			notes: z.array(entrySchema),
		}),
		practices: z.strictObject({
			levels: levelsSchema,
			text: paragraphSchema,
			items: z.array(namedEntrySchema),
			governance: z.array(entrySchema),
			notes: z.array(entrySchema),
		}),
		delivery: z.strictObject({
			text: paragraphSchema,
			patterns: z.array(entrySchema),
			/** In this order. */
			steps: z.array(namedEntrySchema),
			notes: z.array(entrySchema),
		}),
		metrics: z.strictObject({
			text: paragraphSchema,
			bands: z.array(z.strictObject({ levels: levelsSchema, items: z.array(metricSchema) })),
			operational: z.array(
				z.strictObject({ key: dottedKeySchema, name: textSchema(80), items: z.array(metricSchema) }),
			),
			/** What to track on one step of the way. */
			step: z.strictObject({
				fromLevel: aiCodingLevelSchema,
				toLevel: aiCodingLevelSchema,
				items: z.array(metricSchema),
				note: paragraphSchema,
			}),
			notes: z.array(entrySchema),
		}),
		roadmap: z.strictObject({
			text: paragraphSchema,
			/** In this order. */
			phases: z.array(
				z.strictObject({
					key: dottedKeySchema,
					name: textSchema(80),
					/** Key of the figure that says how long, or when: the source leaves open which. */
					figure: dottedKeySchema,
					deliverables: z.array(entrySchema),
					outcomes: z.array(entrySchema),
				}),
			),
			notes: z.array(entrySchema),
			window: z.strictObject({
				fromLevel: aiCodingLevelSchema,
				toLevel: aiCodingLevelSchema,
				figure: dottedKeySchema,
				text: paragraphSchema,
			}),
			commitments: z.strictObject({
				text: paragraphSchema,
				items: z.array(entrySchema),
				note: paragraphSchema,
			}),
			regulatedDomains: paragraphSchema,
		}),
		/** What the source lists at its end. It ties no statement to any of them. */
		references: z.array(namedEntrySchema),
		figures: z.array(figureSchema),
	})
	.superRefine((framework, context) => {
		checkSteps(
			framework.levels.map(({ level }) => level),
			highestLevel,
			{ context, path: ['levels'], noun: 'AI coding levels' },
		)
		checkSteps(
			framework.metrics.bands.flatMap(({ levels }) => levels),
			highestLevel,
			{ context, path: ['metrics', 'bands'], noun: 'AI coding levels' },
		)
		checkFramework(framework, context)
	})

export type FiveAiCodingLevels = z.infer<typeof fiveAiCodingLevelsSchema>
