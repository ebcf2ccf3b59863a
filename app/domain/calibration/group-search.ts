import { z } from 'zod'

export const rowSorts = [
	'outlier',
	'name',
	'team',
	'rater',
	'self',
	'manager',
	'agreed',
	'last',
	'evidence',
] as const
export type RowSort = (typeof rowSorts)[number]

export const rowFilters = ['outliers', 'no-result', 'changed'] as const

const id = z.guid().optional().catch(undefined)

const schema = z.object({
	q: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	rater: id,
	team: id,
	family: id,
	show: z.enum(rowFilters).optional().catch(undefined),
	sort: z.enum(rowSorts).catch('outlier'),
	order: z.enum(['asc', 'desc']).optional().catch(undefined),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
	/** Whose tier is to be changed. */
	person: id,
	raters: z.enum(['all']).optional().catch(undefined),
})

/** What a URL asks of a group: the page and its export read the same. Outliers come first unless it says otherwise. */
export function readGroupSearch(params: URLSearchParams) {
	const search = schema.parse(Object.fromEntries(params))
	return { ...search, order: search.order ?? (search.sort === 'outlier' ? 'desc' : 'asc') } as const
}

export type GroupSearch = ReturnType<typeof readGroupSearch>
