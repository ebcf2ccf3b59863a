import { z } from 'zod'

export const longestReportName = 120

/** What a saved report is called, and who finds it. */
export const savedReportFormSchema = z.object({
	name: z
		.string({ error: 'Give it a name under which you find it again.' })
		.trim()
		.min(1, 'Give it a name under which you find it again.')
		.max(longestReportName, `A name has at most ${longestReportName} characters.`),
	isShared: z
		.literal('yes')
		.optional()
		.transform((value) => value === 'yes'),
})
