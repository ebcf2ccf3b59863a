import { z } from 'zod'
import { arrangeSteps, readStepCode } from './step-code.ts'
import type { TopicInput } from './topic.ts'
import { topicLimits } from './topic.ts'
import { currencyMissing, topicFields } from './topic-fields.ts'

const step = z.string().transform((code, context) => {
	const read = readStepCode(code)
	if (read) return read
	context.addIssue({ code: 'custom', message: 'Choose steps from the list.' })
	return z.NEVER
})

/** What makes a topic, as a form sends it. */
export const topicFormSchema = z
	.object({
		...topicFields,
		familyIds: z.array(z.guid()).max(100).default([]),
		steps: z.array(step).max(topicLimits.steps, 'Choose fewer steps.').default([]),
	})
	.superRefine(({ cost, currency }, context) => {
		if (cost !== undefined && currency === undefined) {
			context.addIssue({ code: 'custom', path: ['currency'], message: currencyMissing })
		}
	})
	.transform(({ hours, cost, currency, link, capacity, steps, ...given }): TopicInput => ({
		...given,
		hours: hours ?? null,
		cost: cost ?? null,
		currency: cost === undefined ? null : (currency ?? null),
		link: link ?? null,
		capacity: capacity ?? null,
		steps: arrangeSteps(steps),
	}))
