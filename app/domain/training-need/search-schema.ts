import { z } from 'zod'

/** A form sends what is not chosen as empty text. */
const text = (longest: number) =>
	z
		.string()
		.max(longest)
		.transform((value) => value.trim() || undefined)
		.optional()

/**
 * The state of the page of training needs as its address has it, and of its export. What names a cycle, a family, a team
 * or a question is only text here: whether there is such a one is for the database to say.
 */
export const trainingNeedSearchSchema = z.object({
	cycle: text(200),
	search: text(200)
		.transform((value) => value?.replaceAll('\0', ''))
		.catch(undefined),
	family: text(60),
	team: text(60),
	question: text(200),
	/** The tier where the step begins: 0.5 to 2.5. */
	step: z.enum(['0.5', '1', '1.5', '2', '2.5']).optional().catch(undefined),
	steps: z.enum(['next', 'all']).catch('next'),
	/** Whose manager is this member, as frozen; `none` for nobody. */
	manager: z
		.union([z.guid(), z.literal('none')])
		.optional()
		.catch(undefined),
	/** An attribute of the account's own, and what it has to be; with nothing, for who has none. */
	attribute: text(200)
		.transform((value) => value?.replaceAll('\0', ''))
		.catch(undefined),
	value: text(1000)
		.transform((value) => value?.replaceAll('\0', ''))
		.catch(undefined),
	sort: z.enum(['member', 'team', 'manager', 'family', 'question', 'from', 'target']).catch('member'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type TrainingNeedSearch = z.infer<typeof trainingNeedSearchSchema>
