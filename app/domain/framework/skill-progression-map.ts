import { z } from 'zod'
import {
	halfStepsSchema,
	levelHalfStepsSchema,
	optionHalfStepsSchema,
} from '#app/domain/tier/half-steps-schema.ts'
import { allHalfSteps, levelHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { figureSchema } from './figure.ts'
import { dottedKeySchema, refuseRepeatedKeys, slugSchema, textSchema } from './keys.ts'
import { rubricSchema } from './rubric.ts'
import { shareRangeSchema } from './share-range-schema.ts'

const paragraph = textSchema(900)
const line = textSchema(240)

/** Keys of the figures that a text states. */
const figureKeys = z.array(dottedKeySchema).default([])
/** Citations, as the source gives them, of what a text says without a figure. */
const citations = z.array(textSchema(120)).default([])

const tierSchema = z.strictObject({
	halfSteps: halfStepsSchema,
	tier: z.number(),
	name: textSchema(40),
	/** A level is defined; a stage has a name and a place before or between levels. */
	kind: z.enum(['level', 'stage']),
	/** What the level is for every family; null for a stage. */
	definition: paragraph.nullable(),
	/** Where the stage lies; null for a level. */
	stage: line.nullable(),
})

const signSchema = z.strictObject({
	key: dottedKeySchema,
	text: line,
	/** The band of a share that the sign names, for comparison with a measured one. */
	share: shareRangeSchema.optional(),
	figures: figureKeys,
	citations,
})

const noteSchema = z.strictObject({
	key: dottedKeySchema,
	/** `data`: what was measured; `shift`: what changes in the work; `remark`: anything else the source adds. */
	kind: z.enum(['data', 'shift', 'remark']),
	text: paragraph,
	figures: figureKeys,
	citations,
})

const namedTextSchema = z.strictObject({ key: slugSchema, name: textSchema(60), text: paragraph })

/** How work at a level is run, where the source says it: today Engineering at level 3 alone. */
const operationsSchema = z.strictObject({
	/** The recurring unit that the work is structured around, in its order. */
	operationalUnit: z.array(z.strictObject({ key: slugSchema, name: textSchema(60) })),
	unitOfWork: z.strictObject({
		text: paragraph,
		steps: z.array(textSchema(60)),
		not: z.array(textSchema(60)),
	}),
	cycleTime: z.strictObject({ stories: line, features: line, note: paragraph }),
	failureMode: z.strictObject({ cause: paragraph, examples: z.array(line), recovery: paragraph }),
	dayShape: z.strictObject({
		summary: paragraph,
		parts: z.array(z.strictObject({ key: slugSchema, name: textSchema(40), work: z.array(line) })),
	}),
	metrics: z.strictObject({
		items: z.array(
			z.strictObject({ key: slugSchema, group: z.enum(['throughput', 'quality', 'cost']), name: line }),
		),
		/** What the source says is no metric of this level. */
		not: line,
	}),
	warning: z.strictObject({ text: paragraph, points: z.array(noteSchema) }),
})

const levelSchema = z.strictObject({
	halfSteps: levelHalfStepsSchema,
	definition: paragraph,
	signs: z.array(signSchema).min(1),
	notes: z.array(noteSchema).default([]),
	operations: operationsSchema.optional(),
})

const familyGuideSchema = z
	.strictObject({
		/** Key of a family of the rubric. */
		family: slugSchema,
		pattern: z.strictObject({
			key: z.enum(['elevation', 'specialization', 'elevation-to-convergence']),
			name: textSchema(60),
			text: line,
		}),
		levels: z.array(levelSchema),
		/** A survey by others whose stages correspond to the levels. */
		externalValidation: z
			.strictObject({
				text: paragraph,
				citation: textSchema(120),
				stages: z.array(
					z.strictObject({ name: textSchema(60), halfSteps: levelHalfStepsSchema, figure: dottedKeySchema }),
				),
			})
			.optional(),
	})
	.superRefine((guide, context) => {
		const found = guide.levels.map(({ halfSteps }) => halfSteps)
		if (found.join() !== levelHalfSteps.join()) {
			context.addIssue({
				code: 'custom',
				path: ['levels'],
				message: `"${guide.family}" needs the levels at half-steps ${levelHalfSteps.join(', ')}, in this order`,
			})
		}
	})

/** The skill that carries people from one level to the next, in every family. */
const transitionSchema = z.strictObject({
	key: slugSchema,
	from: optionHalfStepsSchema,
	to: optionHalfStepsSchema,
	name: textSchema(80),
	text: paragraph,
})

/**
 * The skill progression map: the rubric that people answer, and beside it what they read. Everything but the
 * rubric informs only; no figure of a cycle depends on it.
 */
export const skillProgressionMapSchema = z
	.strictObject({
		rubric: rubricSchema,
		introduction: paragraph,
		/** All six, lowest first. */
		tiers: z.array(tierSchema),
		betweenLevels: paragraph,
		/** How much weight the columns bear. Belongs wherever families stand side by side. */
		depth: z.strictObject({
			text: paragraph,
			/** One sentence of it, for tight places. */
			short: line,
			/** The families that the source documents best; of all others it gives the floor. */
			fullFamilies: z.array(slugSchema),
			/** Domains for which the source announces readiness models. */
			plannedModels: z.array(textSchema(60)),
		}),
		families: z.array(familyGuideSchema),
		transitions: z.array(transitionSchema),
		humanFunctions: z.strictObject({ text: paragraph, items: z.array(namedTextSchema.omit({ text: true })) }),
		/** What the source says of all families together. */
		notes: z.array(noteSchema),
		figures: z.array(figureSchema),
	})
	.superRefine((map, context) => {
		const refuse = (path: (string | number)[], message: string) =>
			context.addIssue({ code: 'custom', path, message })

		if (map.tiers.map(({ halfSteps }) => halfSteps).join() !== allHalfSteps.join()) {
			refuse(['tiers'], `needs the half-steps ${allHalfSteps.join(', ')}, in this order`)
		}
		map.tiers.forEach((tier, index) => {
			if (tier.tier !== tierOf(tier.halfSteps)) {
				refuse(['tiers', index, 'tier'], `half-step ${tier.halfSteps} is tier ${tierOf(tier.halfSteps)}`)
			}
			const isLevel = tier.kind === 'level'
			if ((tier.definition !== null) !== isLevel || (tier.stage !== null) === isLevel) {
				refuse(['tiers', index], 'a level has a definition and no stage, a stage the other way round')
			}
		})

		const guided = map.families.map(({ family }) => family).join()
		if (guided !== map.rubric.families.map(({ key }) => key).join()) {
			refuse(['families'], 'needs the families of the rubric, in the same order')
		}

		const read: { key: string; path: (string | number)[]; figures: string[] }[] = []
		map.notes.forEach((note, index) => read.push({ ...note, path: ['notes', index] }))
		map.families.forEach((guide, familyIndex) => {
			guide.levels.forEach((level, levelIndex) => {
				const path = ['families', familyIndex, 'levels', levelIndex]
				level.signs.forEach((sign, index) => read.push({ ...sign, path: [...path, 'signs', index] }))
				level.notes.forEach((note, index) => read.push({ ...note, path: [...path, 'notes', index] }))
				level.operations?.warning.points.forEach((point, index) =>
					read.push({ ...point, path: [...path, 'operations', 'warning', 'points', index] }),
				)
			})
		})
		refuseRepeatedKeys(
			context,
			read.map(({ key, path }) => ({ key, path: [...path, 'key'] })),
		)
		refuseRepeatedKeys(
			context,
			map.figures.map(({ key }, index) => ({ key, path: ['figures', index, 'key'] })),
		)

		const known = new Set(map.figures.map(({ key }) => key))
		const stated = new Set<string>()
		const state = (key: string, path: (string | number)[]) => {
			if (!known.has(key)) refuse(path, `there is no figure "${key}"`)
			stated.add(key)
		}
		for (const { figures, path } of read) {
			figures.forEach((key, index) => state(key, [...path, 'figures', index]))
		}
		map.families.forEach((guide, familyIndex) =>
			guide.externalValidation?.stages.forEach((stage, index) =>
				state(stage.figure, ['families', familyIndex, 'externalValidation', 'stages', index, 'figure']),
			),
		)
		map.figures.forEach(({ key }, index) => {
			if (!stated.has(key)) refuse(['figures', index, 'key'], `no text states the figure "${key}"`)
		})
	})

export type SkillProgressionMap = z.infer<typeof skillProgressionMapSchema>
export type FamilyGuide = SkillProgressionMap['families'][number]
