import { z } from 'zod'
import type { MemberSort } from './list-members.server.ts'
import { memberSorts } from './list-members.server.ts'
import type { MemberFilter } from './member-filter-sql.server.ts'
import { noneValue } from './member-filter-sql.server.ts'

/** A record's id, or those without one. What is neither is no filter. */
const idOrNone = z.union([z.uuid(), z.literal(noneValue)])
const text = z
	.string()
	.trim()
	.max(200)
	.refine((value) => !value.includes('\0'))

/** The part of a URL that says which people, shared by the list, its export and the invitations. */
export const whoSchema = z.object({
	q: text.optional().catch(undefined),
	team: idOrNone.optional().catch(undefined),
	family: text.optional().catch(undefined),
	manager: idOrNone.optional().catch(undefined),
})

const schema = whoSchema.extend({
	status: z.enum(['active', 'left', 'all']).catch('active'),
	sort: z.enum(memberSorts).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export type MemberSearch = {
	filter: MemberFilter
	sort: MemberSort
	order: 'asc' | 'desc'
	page: number
	/** Whether the URL leaves anybody out but those who have left. */
	isFiltered: boolean
}

export function parseMemberSearch(params: URLSearchParams): MemberSearch {
	const { sort, order, page, q, status, ...who } = schema.parse(Object.fromEntries(params))
	const given = { search: q || undefined, ...dropEmpty(who) }
	const isFiltered = Object.values(given).some(Boolean) || status !== 'active'
	return { filter: { ...given, status }, sort, order, page, isFiltered }
}

/** A select that is set to 'all' sends an empty text. */
function dropEmpty<T extends Record<string, string | undefined>>(values: T): Partial<T> {
	return Object.fromEntries(Object.entries(values).filter(([, value]) => value)) as Partial<T>
}
