import { z } from 'zod'
import { lenses } from './lens.ts'

/** What the URL of the list of metrics asks for: the page and its export read the same. What it gets wrong is as if it were not there. */
export const metricListSearchSchema = z.object({
	q: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	/** Key of a role family. */
	family: z
		.string()
		.max(100)
		.refine((text) => !text.includes('\0'))
		.catch(''),
	lens: z.enum([...lenses, 'own', '']).catch(''),
	state: z.enum(['active', 'measured', 'archived', 'all']).catch('active'),
	sort: z.enum(['name', 'key', 'lens', 'latest']).catch('name'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
