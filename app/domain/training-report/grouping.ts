/** What the rows of the report stand for. Pages take this module along to the browser, so it has no schema. */
export const reportGroupings = ['step', 'question', 'family', 'team', 'manager', 'attribute'] as const
export type ReportGrouping = (typeof reportGroupings)[number]

/** Groupings in which everybody is in one row; in the others somebody is in as many as they lack steps. */
export const isOfPeople = (by: ReportGrouping): boolean => by !== 'step' && by !== 'question'

export const reportSorts = ['priority', 'name', 'people', 'steps', 'one', 'hours'] as const
export type ReportSort = (typeof reportSorts)[number]

/** Figures sort the largest first, unless the address says otherwise; names the other way. */
export const firstOrder = (sort: ReportSort): 'asc' | 'desc' => (sort === 'name' ? 'asc' : 'desc')

/** The key of the row of those without a team, manager or attribute. */
export const noneKey = ''

/** Money that training takes, in one currency. */
export type Cost = { currency: string; amount: number }

/** What training takes, by the topic that serves each step. */
export type Effort = {
	/** Of all people together. */
	hours: number
	/** By currency. */
	costs: Cost[]
	/** Of topics that say how many can take part at once. */
	sessions: number
	/** Places whose topic does not say how long it takes, or what it costs. */
	placesWithoutHours: number
	placesWithoutCost: number
	/** Steps that no topic in use serves. */
	unserved: number
}

/** The figures of one row. */
export type ReportFigures = Effort & {
	/** Who lacks a step. */
	people: number
	/** Who has a result and a target; null where the rows are not made of people. */
	measured: number | null
	steps: number
	/** For whom one step is all that is left to the target. */
	oneStep: number
	/** Half-steps between where a person stands (the answer, or the tier) and the target, the widest of each person, all together. */
	gap: number
	/** Who lacks a step whose end a running plan has reached for the phase that it is in. */
	blocked: number
	/** The earliest day of a target. */
	dueOn: string | null
}
