import { z } from 'zod'
import { assignmentStates } from './assignment.ts'

const text = (longest: number) =>
	z
		.string()
		.max(longest)
		.transform((value) => value.replaceAll('\0', '').trim())
		.catch('')
const id = z.union([z.guid(), z.literal('')]).catch('')

/** `open`: planned or in progress. */
export const assignmentStateFilters = ['open', ...assignmentStates, 'all'] as const
/** Of what is open: its day is over, or comes within so many days; `none` has no day. */
export const dueFilters = ['', 'overdue', '7', '30', 'none'] as const

/** What the URL of the list asks for: the page and its export read the same. What it gets wrong is as if it were not there. */
export const assignmentSearchSchema = z.object({
	/** Part of a person's name. */
	q: text(200),
	topic: id,
	/** A team as it is now, with everything below. */
	team: id,
	state: z.enum(assignmentStateFilters).catch('open'),
	due: z.enum(dueFilters).catch(''),
	sort: z.enum(['person', 'team', 'topic', 'due', 'state', 'done', 'assigned']).catch('due'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type AssignmentSearch = z.infer<typeof assignmentSearchSchema>
