import { z } from 'zod'
import { roles } from '#app/domain/access/policy.ts'

const schema = z.object({
	search: z
		.string()
		.transform((text) => text.replaceAll('\0', '').trim())
		.pipe(z.string().max(100))
		.catch(''),
	role: z.enum(roles).optional().catch(undefined),
	sort: z.enum(['name', 'email', 'joined']).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
	edit: z.uuid().optional().catch(undefined),
})

/** What the address of the list of roles asks for; what cannot be read counts as not asked. */
export function parseMembershipSearch(search: URLSearchParams): z.output<typeof schema> {
	return schema.parse(Object.fromEntries(search))
}
