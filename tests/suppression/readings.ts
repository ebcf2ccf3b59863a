import type { Fact, Figures, FlowFact } from './solver.ts'
import { allHalfSteps } from './scopes.ts'

/** What a reader was told by one of the three sources, as the adversary takes it. */
export type Reading = {
	readonly facts: Fact[]
	readonly flows: FlowFact[]
	/** Cells that were said to be hidden, by `cellKey`. */
	readonly hidden: Set<string>
	/** People whose own result was told. `halfSteps` is null where only that there is one. */
	readonly individuals: Individual[]
	/** How many people a list of one's own people and its sums are about. */
	readonly ownGroups: { readonly cycleId: string; readonly people: number }[]
	/** Figures for which no meaning was found: nothing may be on a page that the adversary does not read. */
	readonly unread: string[]
}

export type Individual = {
	readonly cycleId: string
	readonly participantId: string
	/** Half-steps of the tier in this cycle, and in the published cycle before in which the person was assessed. */
	readonly halfSteps?: number
	readonly before?: number
}

export const emptyReading = (): Reading => ({
	facts: [],
	flows: [],
	hidden: new Set(),
	individuals: [],
	ownGroups: [],
	unread: [],
})

export function addReading(to: Reading, from: Reading): void {
	to.facts.push(...from.facts)
	to.flows.push(...from.flows)
	for (const cell of from.hidden) to.hidden.add(cell)
	to.individuals.push(...from.individuals)
	to.ownGroups.push(...from.ownGroups)
	to.unread.push(...from.unread)
}

export function cellKey(of: Pick<Fact, 'cycleId' | 'nodeId' | 'familyIds' | 'measure'>): string {
	return [of.cycleId, of.nodeId, [...of.familyIds].sort().join(','), of.measure].join(' | ')
}

/** Facts about the same cell made one, which says all that they say. Throws where they contradict each other. */
export function mergeFacts(facts: readonly Fact[]): Map<string, Fact> {
	const merged = new Map<string, Fact>()
	for (const fact of facts) {
		const key = cellKey(fact)
		const other = merged.get(key)
		merged.set(key, other ? { ...fact, figures: mergeFigures(key, other.figures, fact.figures) } : fact)
	}
	for (const [key, { figures }] of merged) checkAgainstCounts(key, figures)
	return merged
}

function mergeFigures(key: string, one: Figures, other: Figures): Figures {
	const contradicts = (what: string) =>
		new Error(`${key}: two figures of one cell contradict each other, ${what}`)
	for (const what of ['n', 'medianHalfSteps'] as const) {
		if (one[what] !== undefined && other[what] !== undefined && one[what] !== other[what])
			throw contradicts(what)
	}
	for (const value of one.counts && other.counts ? allHalfSteps : []) {
		if ((one.counts?.[value] ?? 0) !== (other.counts?.[value] ?? 0)) throw contradicts('counts')
	}
	const bounds = (what: 'meanHalfSteps' | 'shareAtTierTwoOrAbove' | 'shareAtTierThree') => {
		const [a, b] = [one[what], other[what]]
		if (!a || !b) return a || b ? { [what]: a ?? b } : {}
		const both = { from: Math.max(a.from, b.from), to: Math.min(a.to, b.to) }
		if (both.from > both.to + 1e-9) throw contradicts(what)
		return { [what]: both }
	}
	return {
		...one,
		...other,
		...bounds('meanHalfSteps'),
		...bounds('shareAtTierTwoOrAbove'),
		...bounds('shareAtTierThree'),
	}
}

function checkAgainstCounts(key: string, figures: Figures): void {
	const { counts, n, meanHalfSteps, shareAtTierTwoOrAbove, shareAtTierThree } = figures
	if (!counts) return
	const people = allHalfSteps.reduce((total, value) => total + (counts[value] ?? 0), 0)
	const sum = allHalfSteps.reduce((total, value) => total + value * (counts[value] ?? 0), 0)
	const high = allHalfSteps.reduce((total, value) => total + (value >= 4 ? (counts[value] ?? 0) : 0), 0)
	const isWithin = (bounds: { from: number; to: number } | undefined, value: number) =>
		!bounds || (value >= bounds.from - 1e-3 && value <= bounds.to + 1e-3)
	const fits =
		(n === undefined || n === people) &&
		isWithin(meanHalfSteps, sum / people) &&
		isWithin(shareAtTierTwoOrAbove, high / people) &&
		isWithin(shareAtTierThree, (counts[6] ?? 0) / people)
	if (!fits) throw new Error(`${key}: the figures do not fit the distribution`)
}

/** The same flow told several times is one; throws where it is told otherwise. */
export function mergeFlows(flows: readonly FlowFact[]): FlowFact[] {
	const merged = new Map<string, FlowFact>()
	for (const flow of flows) {
		const key = [...flow.cycleIds, ...[...flow.familyIds].sort()].join(' | ')
		const other = merged.get(key)
		if (other && waysOf(other) !== waysOf(flow)) throw new Error(`${key}: two flows contradict each other`)
		// A file does not say how many went up, stayed and went down.
		merged.set(key, other?.rounded?.directions ? other : flow)
	}
	return [...merged.values()]
}

const waysOf = ({ ways, rounded }: FlowFact) =>
	[...ways, { from: 0, to: 0, people: rounded?.step ?? 1 }]
		.map(({ from, to, people }) => `${from} ${to}: ${people}`)
		.sort()
		.join()

/** The same without distributions: what means, medians and shares say by themselves. */
export function withoutCounts(facts: readonly Fact[]): Fact[] {
	return facts.flatMap((fact) => {
		const { counts: _, ...figures } = fact.figures
		return figures.meanHalfSteps ? [{ ...fact, figures }] : []
	})
}
