import type { PlannedTeamLevel } from '#app/data/training-report/list-planned-levels.server.ts'
import type { TrainingNeedFilter } from '#app/data/training-needs-sql.server.ts'
import type { ReportFigures, ReportGrouping } from '#app/domain/training-report/grouping.ts'
import type { CountedNeed, CountedPerson } from './recount.ts'

export type CountedTopic = {
	id: string
	title: string
	hours: number | null
	cost: number | null
	currency: string | null
	capacity: number | null
	isArchived: boolean
	/** None for everybody. */
	families: string[]
	/** As `question from`. */
	steps: string[]
}

export type ReportSource = {
	accountId: string
	people: CountedPerson[]
	needs: CountedNeed[]
	topics: CountedTopic[]
	/** Topic by `family question from`. */
	choices: Map<string, string>
	/** By participant. */
	attributes: Map<string, Record<string, string>>
	/** Team by team as frozen, the account above all. */
	parents: Map<string, string>
	plans: PlannedTeamLevel[]
}

const compare = (a: number | string | null, b: number | string | null) =>
	a === b ? 0 : a === null ? 1 : b === null ? -1 : a < b ? -1 : 1

function topicOf({ topics, choices }: ReportSource, need: CountedNeed): CountedTopic | null {
	const step = `${need.questionKey} ${need.from}`
	const serving = topics.filter(
		(topic) =>
			!topic.isArchived &&
			topic.steps.includes(step) &&
			(topic.families.length === 0 || topic.families.includes(need.familyId)),
	)
	const chosen = serving.find(({ id }) => id === choices.get(`${need.familyId} ${step}`))
	const [first] = serving.toSorted(
		(a, b) =>
			compare(a.hours, b.hours) ||
			compare(a.currency, b.currency) ||
			compare(a.cost, b.cost) ||
			compare(a.title, b.title),
	)
	return chosen ?? first ?? null
}

const isUnder = (need: { nodeIds: string[] }, nodeId: string) => need.nodeIds.includes(nodeId)

function keyOf(
	source: ReportSource,
	of: CountedPerson & { questionKey?: string; from?: number },
	{ by, nodeId, attribute }: { by: ReportGrouping; nodeId: string; attribute: string },
): string {
	switch (by) {
		case 'family':
			return of.familyId
		case 'question':
			return String(of.questionKey)
		case 'step':
			return `${of.familyId} ${of.questionKey} ${of.from}`
		case 'manager':
			return of.managerId ?? ''
		case 'attribute':
			return source.attributes.get(of.participantId)?.[attribute] ?? ''
		case 'team':
			return of.nodeIds.find((id) => source.parents.get(id) === nodeId) ?? nodeId
	}
}

export function matchesPerson(
	source: ReportSource,
	person: CountedPerson,
	{ familyId, nodeId, search, managerId, attribute }: TrainingNeedFilter,
): boolean {
	const own = attribute && source.attributes.get(person.participantId)?.[attribute.name]
	return (
		(search === undefined || person.name.toLowerCase().includes(search.toLowerCase())) &&
		(familyId === undefined || person.familyId === familyId) &&
		(nodeId === undefined || isUnder(person, nodeId)) &&
		(managerId === undefined || (person.managerId ?? 'none') === managerId) &&
		(attribute === undefined || (own ?? '') === (attribute.value ?? ''))
	)
}

function figuresOf(
	source: ReportSource,
	needs: readonly CountedNeed[],
	measured: number | null,
): ReportFigures {
	const byPerson = Map.groupBy(needs, ({ participantId }) => participantId)
	const levelOf = ({ nodeIds }: CountedNeed) =>
		Math.max(
			0,
			...source.plans
				.filter((plan) => (plan.withBelow ? nodeIds.includes(plan.nodeId) : nodeIds[0] === plan.nodeId))
				.map(({ level }) => level),
		)
	const people = [...byPerson.values()]
	const places = new Map<CountedTopic, Set<string>>()
	let unserved = 0
	for (const need of needs) {
		const topic = topicOf(source, need)
		if (!topic) unserved += 1
		else places.set(topic, (places.get(topic) ?? new Set()).add(need.participantId))
	}
	const costs = new Map<string, number>()
	const figures = { hours: 0, sessions: 0, placesWithoutHours: 0, placesWithoutCost: 0 }
	for (const [{ hours, cost, currency, capacity }, who] of places) {
		if (hours === null) figures.placesWithoutHours += who.size
		figures.hours += who.size * (hours ?? 0)
		if (cost === null || currency === null) figures.placesWithoutCost += who.size
		else costs.set(currency, (costs.get(currency) ?? 0) + who.size * cost)
		if (capacity !== null) figures.sessions += Math.ceil(who.size / capacity)
	}
	const allOf = (id: string) => source.needs.filter(({ participantId }) => participantId === id).length
	return {
		...figures,
		costs: [...costs]
			.map(([currency, amount]) => ({ currency, amount }))
			.toSorted((a, b) => compare(a.currency, b.currency)),
		unserved,
		people: people.length,
		measured,
		steps: needs.length,
		oneStep: [...byPerson.keys()].filter((id) => allOf(id) === 1).length,
		gap: people.reduce(
			(sum, of) => sum + Math.max(...of.map(({ target, standsAt }) => target - standsAt)),
			0,
		),
		blocked: people.filter((of) => of.some((need) => levelOf(need) >= need.to)).length,
		dueOn: needs.map(({ dueOn }) => dueOn).toSorted()[0] ?? null,
	}
}

/** The report by plain arithmetic over needs that were counted by plain arithmetic. */
export function recountReport(
	source: ReportSource,
	of: TrainingNeedFilter & { by: ReportGrouping; groupAttribute: string },
): { groups: Map<string, ReportFigures>; whole: ReportFigures } {
	const isPerson = (person: CountedPerson) => matchesPerson(source, person, of)
	const needs = source.needs.filter(
		(need) =>
			isPerson({ ...need, target: need.target }) &&
			(of.questionKey === undefined || need.questionKey === of.questionKey) &&
			(of.fromHalfSteps === undefined || need.from === of.fromHalfSteps) &&
			(of.steps === 'all' || need.isNext),
	)
	const measured = source.people.filter((person) => person.target !== null && isPerson(person))
	const place = { by: of.by, nodeId: of.nodeId ?? source.accountId, attribute: of.groupAttribute }
	const grouped = Map.groupBy(needs, (need) => keyOf(source, need, place))
	const isOfPeople = of.by !== 'step' && of.by !== 'question'
	const people = isOfPeople ? Map.groupBy(measured, (person) => keyOf(source, person, place)) : new Map()
	const keys = new Set([...grouped.keys(), ...people.keys()])
	return {
		groups: new Map(
			[...keys].map((key) => [
				key,
				figuresOf(source, grouped.get(key) ?? [], isOfPeople ? (people.get(key)?.length ?? 0) : null),
			]),
		),
		whole: figuresOf(source, needs, measured.length),
	}
}
