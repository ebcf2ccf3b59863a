import { z } from 'zod'
import { aggregations, hasWeight } from './aggregation.ts'
import { directions } from './direction.ts'
import { units } from './unit.ts'

const line = (most: number) =>
	z
		.string()
		.trim()
		.max(most, `Use at most ${most} characters.`)
		.refine((text) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text), 'Use one line of plain text.')

const noNulls = (text: string) => !text.includes('\0')

/** What makes a metric, as a form sends it. */
export const metricFormSchema = z
	.object({
		name: z.string({ error: 'Enter a name.' }).pipe(line(200)).pipe(z.string().min(1, 'Enter a name.')),
		description: z
			.string()
			.trim()
			.max(1000, 'Use at most 1000 characters.')
			.refine(noNulls, 'Use plain text.')
			.default(''),
		unit: z.enum(units, 'Choose a unit.'),
		/** Of money; left out for every other unit. */
		currency: z
			.string()
			.trim()
			.toUpperCase()
			.regex(/^[A-Z]{3}$/, 'Enter the three letters of a currency, such as EUR.')
			.refine((code) => Intl.supportedValuesOf('currency').includes(code), 'There is no such currency.')
			.optional(),
		direction: z.enum(directions, 'Choose what is better.'),
		aggregation: z.enum(aggregations, 'Choose how values add up.'),
		weightName: line(80).optional(),
		familyIds: z.array(z.guid()).max(100).default([]),
	})
	.superRefine(({ aggregation, weightName }, context) => {
		if (hasWeight(aggregation) && !weightName) {
			context.addIssue({
				code: 'custom',
				path: ['weightName'],
				message: 'Say what values are weighed by or divided by, such as Stories shipped.',
			})
		}
	})
	.transform((given) => ({
		...given,
		currency: given.unit === 'money' ? (given.currency ?? null) : null,
		weightName: hasWeight(given.aggregation) ? (given.weightName ?? null) : null,
	}))

/** What imports name a metric by. */
export const metricKeyField = z
	.string()
	.trim()
	.max(80, 'Use at most 80 characters.')
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case letters, digits and single hyphens, such as lead-time.')
