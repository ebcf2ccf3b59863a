import { z } from 'zod'
import type { OutcomeRule } from './outcome-rule.ts'
import { comparisons, mostPeriods } from './outcome-rule.ts'

/** How an outcome is met, as it is stored and as a form gives it. */
export const outcomeRuleSchema: z.ZodType<OutcomeRule> = z.discriminatedUnion('by', [
	z.strictObject({
		by: z.literal('metric'),
		metricId: z.guid('Choose a metric from the list.'),
		comparison: z.enum(comparisons, 'Choose at least or at most.'),
		value: z.number('Enter a number.'),
		periods: z
			.int('Enter a whole number of periods.')
			.min(1, 'It takes 1 period at the least.')
			.max(mostPeriods, `It takes ${mostPeriods} periods at the most.`),
	}),
	z.strictObject({ by: z.literal('note') }),
])
