import { z } from 'zod'
import { itemKinds, itemStates } from './item.ts'
import { phaseKeys } from './phase.ts'
import { planViews } from './plan-view.ts'

const itemSorts = ['phase', 'text', 'kind', 'state', 'owner', 'dueOn', 'weight'] as const

/** What the URL of a plan asks for: the table and its export read the same. What it gets wrong is as if it were not there. */
export const planSearchSchema = z.object({
	view: z.enum(planViews).catch('board'),
	q: z
		.string()
		.max(200)
		.transform((text) => text.replaceAll('\0', '').trim())
		.catch(''),
	phase: z.enum([...phaseKeys, '']).catch(''),
	kind: z.enum([...itemKinds, '']).catch(''),
	state: z.enum([...itemStates, 'open', 'overdue', '']).catch(''),
	sort: z.enum(itemSorts).catch('phase'),
	order: z.enum(['asc', 'desc']).catch('asc'),
})
