import { z } from 'zod'

const schema = z.object({
	area: z
		.string()
		.regex(/^[a-z-]{1,40}$/)
		.optional()
		.catch(undefined),
	from: z.iso.date().optional().catch(undefined),
	to: z.iso.date().optional().catch(undefined),
	sort: z.literal('when').catch('when'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

/** What the address of the audit log asks for; what cannot be read counts as not asked. */
export function parseAuditSearch(search: URLSearchParams): z.output<typeof schema> {
	return schema.parse(Object.fromEntries(search))
}
