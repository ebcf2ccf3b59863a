import { z } from 'zod'
import { dottedKeySchema, refuseRepeatedKeys, slugSchema, textSchema } from '#app/domain/framework/keys.ts'
import { aggregations, hasWeight } from './aggregation.ts'
import { directions } from './direction.ts'
import { lenses } from './lens.ts'
import { units } from './unit.ts'

const builtInMetricSchema = z
	.strictObject({
		/** What imports name it by; it never changes. */
		key: slugSchema,
		name: textSchema(200),
		description: textSchema(1000),
		unit: z.enum(units),
		direction: z.enum(directions),
		aggregation: z.enum(aggregations),
		/** What values are weighed by, or divided by. */
		weightName: textSchema(80).nullable(),
		/** Keys of the role families whose work it measures; empty for no family in particular. */
		families: z.array(slugSchema),
		lens: z.enum(lenses).nullable(),
		/** The level of the lens that the source names it for; null where it names none. */
		level: z
			.string()
			.regex(/^\d(-\d)?$/, 'use a level such as 3, or two such as 1-2')
			.nullable(),
		/** Where the source names it. */
		source: textSchema(300),
		/**
		 * Keys of questions and signs of the skill progression map that name shares of what it measures: the value stands beside what
		 * is chosen there.
		 */
		standsBeside: z.array(dottedKeySchema).default([]),
	})
	.refine(({ weightName, aggregation }) => (weightName !== null) === hasWeight(aggregation), {
		path: ['weightName'],
		message: 'a weighted mean and a ratio of sums name their weight, and nothing else does',
	})
	.refine(({ level, lens }) => level === null || lens !== null, {
		path: ['level'],
		message: 'a level is one of a lens',
	})
	.refine(({ standsBeside, unit }) => standsBeside.length === 0 || unit === 'share', {
		path: ['standsBeside'],
		message: 'only a share stands beside bands of shares',
	})

/** A metric that every account begins with. */
export type BuiltInMetric = z.infer<typeof builtInMetricSchema>

export const metricCatalogueSchema = z
	.strictObject({
		key: z.literal('metrics'),
		version: z.number().int().min(1),
		metrics: z.array(builtInMetricSchema).min(1),
	})
	.superRefine(({ metrics }, context) =>
		refuseRepeatedKeys(
			context,
			metrics.map(({ key }, index) => ({ key, path: ['metrics', index, 'key'] })),
		),
	)
