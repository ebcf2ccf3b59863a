import { z } from 'zod'

/** What the address of the access log asks for; what cannot be read counts as not asked. */
export const accessLogSearchSchema = z.object({
	report: z.string().min(1).max(200).optional().catch(undefined),
	from: z.iso.date().optional().catch(undefined),
	to: z.iso.date().optional().catch(undefined),
	sort: z.literal('when').catch('when'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type AccessLogSearch = z.output<typeof accessLogSearchSchema>
