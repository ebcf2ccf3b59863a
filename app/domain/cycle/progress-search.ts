import { z } from 'zod'

/** The views of a cycle's progress. */
export const progressViews = ['managers', 'teams', 'families', 'people', 'time'] as const
export type ProgressView = (typeof progressViews)[number]

/** What a URL asks of a cycle's progress: the page and its export read the same. What it gets wrong is as if it were not there. */
export const progressSearchSchema = z.object({
	view: z.enum(progressViews).catch('managers'),
	search: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	/** One standing, `assessed`, `unassessed` or `waiting`. */
	standing: z.string().max(40).catch(''),
	team: z
		.union([z.guid(), z.literal('none')])
		.optional()
		.catch(undefined),
	family: z.guid().optional().catch(undefined),
	/** Who gives the manager's side. */
	manager: z
		.union([z.guid(), z.literal('none')])
		.optional()
		.catch(undefined),
	sort: z.string().max(20).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type ProgressSearch = z.infer<typeof progressSearchSchema>
