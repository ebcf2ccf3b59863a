import { z } from 'zod'
import { dottedKeySchema, refuseRepeatedKeys } from './keys.ts'
import { lineSchema, ownTextSchema } from './team-framework.ts'

const highestLevel = 5

const levelCheckSchema = z.strictObject({
	/** Kept with assessments, so it never changes. */
	key: dottedKeySchema,
	level: z.int().min(1).max(highestLevel),
	/** What a team meets: a positive statement. */
	text: lineSchema,
	/** The keys of the framework that it is drawn from. */
	drawsOn: z.array(dottedKeySchema).min(1),
	origin: z.literal('contour'),
	/** Whether it is of the MLOps stack without which the source advises against claiming level 3. */
	minimalStack: z.literal(true).optional(),
})

/**
 * What a team is asked about the five AI coding levels. The source has no questionnaire: the checks are Contour’s, and every
 * screen that shows them says so.
 */
export const levelChecksSchema = z
	.strictObject({
		key: z.literal('level-checks'),
		version: z.int().min(1),
		framework: z.literal('five-ai-coding-levels'),
		frameworkVersion: z.int().min(1),
		note: ownTextSchema,
		/** Those of the lowest level first. */
		checks: z.array(levelCheckSchema),
	})
	.superRefine(({ checks }, context) => {
		refuseRepeatedKeys(
			context,
			checks.map(({ key }, index) => ({ key, path: ['checks', index, 'key'] })),
		)
		for (let level = 1; level <= highestLevel; level++) {
			if (checks.some((check) => check.level === level)) continue
			context.addIssue({ code: 'custom', path: ['checks'], message: `level ${level} has no check` })
		}
		checks.forEach(({ level }, index) => {
			if (level >= (checks[index - 1]?.level ?? 1)) return
			context.addIssue({ code: 'custom', path: ['checks', index, 'level'], message: 'the levels must rise' })
		})
	})

export type LevelChecks = z.infer<typeof levelChecksSchema>
export type LevelCheck = LevelChecks['checks'][number]
