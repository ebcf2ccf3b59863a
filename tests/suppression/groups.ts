import type { PublicCycle, SolverInput } from './solver.ts'
import type { SumRow } from './elimination.ts'
import { eliminate } from './elimination.ts'
import { reconstruct } from './reconstruct.ts'
import { allHalfSteps, classesOf, scopesOf } from './scopes.ts'

/** People whose distribution together is known in one cycle (at index halfSteps - 1), without those whom the reader knows. */
export type Group = { readonly people: ReadonlySet<string>; readonly counts: readonly number[] }

/** Groups of one cycle beside groups of a later one. */
export type GroupPair = { readonly then: readonly Group[]; readonly now: readonly Group[] }

export type Groups = {
	/** By cell: the figures that were shown. */
	readonly cells: ReadonlyMap<string, Group>
	/** The smallest sets of people whose figures follow, none overlapping where the cells are nested. */
	readonly atoms: readonly Group[]
}

/** What is known of a measure in one cycle, without the people of whom `known` gives a value. */
export function groupsOf(
	input: SolverInput,
	cycle: PublicCycle,
	measure: string,
	known: (personId: string) => number | undefined,
): Groups {
	const scopes = scopesOf({ ...input, knowledge: [] }, cycle, measure)
	const withCounts = scopes.flatMap((scope) => {
		const counts = reconstruct(scope.fact.figures, scope.unknown.length)
		return counts ? [{ scope, counts }] : []
	})
	const strip = (ids: readonly string[], counts: readonly number[]): Group => {
		const left = [...counts]
		const people = new Set<string>()
		for (const id of ids) {
			const value = known(id)
			if (value === undefined) people.add(id)
			else left[value - 1] = (left[value - 1] ?? 0) - 1
		}
		return { people, counts: left }
	}
	const cells = new Map<string, Group>()
	for (const { scope, counts } of withCounts) {
		const { nodeId, familyIds } = scope.fact
		const ids = scope.unknown.map(({ id }) => id)
		cells.set(`${nodeId} ${[...familyIds].sort().join(',')}`, strip(ids, counts))
	}
	const classes = classesOf(withCounts.map(({ scope }) => scope.unknown))
	const rows: SumRow[] = withCounts.map(({ counts }, index) => ({
		counts,
		terms: new Map(classes.flatMap(({ sets }, group) => (sets.includes(index) ? [[group, 1]] : []))),
	}))
	const atoms = eliminate(rows)
		.filter(({ terms }) => [...terms.values()].every((weight) => weight === 1))
		.map(({ terms, counts }) =>
			strip(
				[...terms.keys()].flatMap((group) => classes[group]?.people.map(({ id }) => id) ?? []),
				counts,
			),
		)
	return { cells, atoms }
}

export function unite(groups: readonly Group[]): Group {
	const [first] = groups
	if (first && groups.length === 1) return first
	const people = new Set<string>()
	for (const group of groups) for (const id of group.people) people.add(id)
	return {
		people,
		counts: allHalfSteps.map((_, index) =>
			groups.reduce((sum, group) => sum + (group.counts[index] ?? 0), 0),
		),
	}
}

/** People who are in the second group and not in the first. */
export function onlyIn(second: Group, first: Group): string[] {
	return [...second.people].filter((id) => !first.people.has(id))
}

/** How many of those who stayed must have another value: what those who joined cannot account for. */
export function certainChanges(then: Group, now: Group): number {
	let gained = 0
	now.counts.forEach((count, index) => (gained += Math.max(0, count - (then.counts[index] ?? 0))))
	return Math.max(0, gained - onlyIn(now, then).length)
}

/** For each group the groups of the other cycle with which it shares people, and how many. */
export type Overlaps = ReadonlyMap<Group, ReadonlyMap<Group, number>>

export function overlapsOf({ then, now }: GroupPair): Overlaps {
	const overlaps = new Map<Group, Map<Group, number>>()
	for (const group of [...then, ...now]) overlaps.set(group, new Map())
	const groupsThen = new Map<string, Group[]>()
	for (const group of then) {
		for (const id of group.people) groupsThen.set(id, [...(groupsThen.get(id) ?? []), group])
	}
	for (const group of now) {
		for (const id of group.people) {
			for (const other of groupsThen.get(id) ?? []) {
				overlaps.get(group)?.set(other, (overlaps.get(group)?.get(other) ?? 0) + 1)
				overlaps.get(other)?.set(group, (overlaps.get(other)?.get(group) ?? 0) + 1)
			}
		}
	}
	return overlaps
}
