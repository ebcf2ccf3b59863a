import { z } from 'zod'
import { grains } from '#app/domain/metric/period.ts'
import { percentWays } from './metric-mapping.ts'

const examples = z.array(z.string())

/** What the file alone does not tell, each asked once and remembered with the mapping; `guess` is what is likelier. */
export const importQuestionSchema = z.discriminatedUnion('about', [
	z.object({
		about: z.literal('percent'),
		metric: z.string(),
		name: z.string(),
		guess: z.enum(percentWays),
		examples,
	}),
	z.object({ about: z.literal('decimal'), guess: z.enum(['point', 'comma']), examples }),
	z.object({ about: z.literal('date-order'), guess: z.enum(['day-first', 'month-first']), examples }),
	z.object({ about: z.literal('grain'), guess: z.enum(grains), examples }),
])
export type ImportQuestion = z.infer<typeof importQuestionSchema>
