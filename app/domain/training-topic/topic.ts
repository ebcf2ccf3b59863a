/** Pages take this module along to the browser, so it has no schema. */
export const topicKinds = ['course', 'workshop', 'pairing', 'project', 'reading'] as const
export type TopicKind = (typeof topicKinds)[number]

export const topicKindNames: Record<TopicKind, string> = {
	course: 'Course',
	workshop: 'Workshop',
	pairing: 'Pairing',
	project: 'Project',
	reading: 'Reading',
}

/** How much fits into each field. */
export const topicLimits = {
	title: 200,
	description: 2000,
	provider: 200,
	hours: 10_000,
	cost: 999_999_999,
	capacity: 1_000_000,
	steps: 500,
	/** Entries of one account, archived ones included. */
	topics: 5000,
} as const

/** A step as a topic names it: a question, an entry question or a transition, and the half-steps at which it begins. */
export type TopicStep = { questionKey: string; fromHalfSteps: number }

/** An entry of an account's catalogue. */
export type TrainingTopic = {
	id: string
	/** What a file names it by. */
	key: string
	title: string
	description: string
	kind: TopicKind
	/** Of one person's time; null where nobody has said. */
	hours: number | null
	/** For one person; null where nobody has said. */
	cost: number | null
	/** ISO 4217, of the cost. */
	currency: string | null
	provider: string
	link: string | null
	/** How many can take part at once; null for as many as like. */
	capacity: number | null
	/** Of Contour's starter catalogue, and not made the account's own by a change. */
	isProposal: boolean
	isArchived: boolean
	version: number
	/** For whom it is, in the order of the account; none for everybody. */
	families: { id: string; key: string; name: string }[]
	/** What it serves, by question and half-steps. */
	steps: TopicStep[]
}

/** What an account says of an entry. */
export type TopicInput = Pick<
	TrainingTopic,
	| 'title'
	| 'description'
	| 'kind'
	| 'hours'
	| 'cost'
	| 'currency'
	| 'provider'
	| 'link'
	| 'capacity'
	| 'steps'
> & { familyIds: readonly string[] }

/** An entry of the starter catalogue, which every account begins with. */
export type StarterTopic = Pick<
	TrainingTopic,
	'key' | 'title' | 'description' | 'kind' | 'hours' | 'steps'
> & {
	/** Keys of role families; empty for everybody. */
	families: readonly string[]
	capacity: number | null
}
