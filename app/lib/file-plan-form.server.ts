import { z } from 'zod'

/** What can be done with an uploaded file once what it would do was looked at; `mark` is of that look. */
export const filePlanForm = z.discriminatedUnion('intent', [
	z.object({ intent: z.enum(['apply', 'apply-good-rows']), mark: z.string().max(64) }),
	z.object({ intent: z.literal('discard') }),
])
