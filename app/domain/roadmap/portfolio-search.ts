import { z } from 'zod'
import { phaseKeys } from './phase.ts'
import { roadmapLenses } from './roadmap-lens.ts'
import { roadmapStandings } from './standing.ts'

export const portfolioSorts = ['name', 'team', 'phase', 'standing', 'actual', 'endsOn'] as const
export type PortfolioSort = (typeof portfolioSorts)[number]

/** What the URL of the portfolio asks for: the page and its export read the same. What it gets wrong is as if it were not there. */
export const portfolioSearchSchema = z.object({
	q: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	/** A team, with all below. */
	team: z.guid().or(z.literal('')).catch(''),
	lens: z.enum([...roadmapLenses, '']).catch(''),
	phase: z.enum([...phaseKeys, 'done', '']).catch(''),
	standing: z.enum([...roadmapStandings, '']).catch(''),
	state: z.enum(['active', 'closed', 'all']).catch('active'),
	sort: z.enum(portfolioSorts).catch('standing'),
	order: z.enum(['asc', 'desc']).catch('desc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type PortfolioSearch = z.infer<typeof portfolioSearchSchema>
