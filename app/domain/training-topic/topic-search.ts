import { z } from 'zod'
import { topicKinds } from './topic.ts'

const text = (longest: number) =>
	z
		.string()
		.max(longest)
		.transform((value) => value.replaceAll('\0', '').trim())
		.catch('')

/** What the URL of the catalogue asks for: the page and its export read the same. What it gets wrong is as if it were not there. */
export const topicSearchSchema = z.object({
	q: text(200),
	/** Key of a role family: what is for its people. */
	family: text(100),
	kind: z.enum([...topicKinds, '']).catch(''),
	/** Key of a question, an entry question or a transition. */
	question: text(200),
	/** The tier where the step begins: 0.5 to 2.5. */
	step: z.enum(['0.5', '1', '1.5', '2', '2.5', '']).catch(''),
	state: z.enum(['active', 'archived', 'all']).catch('active'),
	sort: z.enum(['title', 'kind', 'hours', 'cost', 'steps', 'provider']).catch('title'),
	order: z.enum(['asc', 'desc']).catch('asc'),
	page: z.coerce.number().int().min(1).max(100_000).catch(1),
})
export type TopicSearch = z.infer<typeof topicSearchSchema>
