import type { Exposure, Finding, PublicCycle, Solution, SolverInput } from './solver.ts'
import type { Group } from './groups.ts'
import { groupsOf, unite } from './groups.ts'
import { keyOfValue, knownValues } from './scopes.ts'

/** Two versions of one cycle, and who is told to have another value of a measure in the later one: the worst that can be known. */
export type Correction = {
	readonly then: PublicCycle
	readonly now: PublicCycle
	readonly changed: (measure: string) => ReadonlySet<string>
}

/**
 * What follows from the figures of two versions of one cycle. Everybody whose result was not corrected has the same value in
 * both, so the one figure taken from the other is about the corrected alone.
 */
export function attackCorrection(input: SolverInput, { then, now, changed }: Correction): Solution {
	const determined: Finding[] = []
	const exposed: Exposure[] = []
	const cycleIds = [then.id, now.id]
	const known = knownValues(input)
	const knownIn = (cycle: PublicCycle, measure: string) => (personId: string) =>
		known.get(keyOfValue(cycle.id, personId, measure))
	const assessedIn = new Map(
		[then, now].map(({ id, people }) => [
			id,
			new Set(people.filter(({ assessed }) => assessed).map((person) => person.id)),
		]),
	)
	const measures = new Set(
		input.facts.filter(({ cycleId }) => cycleId === now.id).map(({ measure }) => measure),
	)
	for (const measure of measures) {
		const before = groupsOf(input, then, measure, knownIn(then, measure))
		const after = groupsOf(input, now, measure, knownIn(now, measure))
		const pairs: [Group, Group][] = [...after.cells].flatMap(([cell, group]): [Group, Group][] => {
			const earlier = before.cells.get(cell)
			return earlier ? [[earlier, group]] : []
		})
		for (const [one, other] of [...pairs, ...commonGroups(before.atoms, after.atoms)]) {
			const unknown = [...changed(measure)].filter((id) => one.people.has(id) || other.people.has(id))
			if (unknown.length === 0) continue
			if (unknown.length < input.k) exposed.push({ cycleIds, measure, personIds: unknown })
			const difference = other.counts.map((count, index) => count - (one.counts[index] ?? 0))
			for (const [cycle, group, sign] of [
				[then, one, -1],
				[now, other, 1],
			] as const) {
				const people = unknown.filter((id) => assessedIn.get(cycle.id)?.has(id))
				const halfSteps = onlyValue(people.length, group.counts, difference, sign)
				if (halfSteps === null) continue
				for (const personId of people) {
					determined.push({
						...{ personId, cycleId: cycle.id, measure, halfSteps },
						...{ by: 'two-cycles', cycleIds, assuming: [] },
					})
				}
			}
		}
	}
	return { determined, exposed, undecided: 0 }
}

/**
 * The one value that all of the corrected can have on one side of a difference; null where there are others, or nobody. What
 * the difference takes away (or adds) they had; whatever is left of them has any value that the group has besides.
 */
function onlyValue(
	people: number,
	counts: readonly number[],
	difference: readonly number[],
	sign: 1 | -1,
): number | null {
	if (people === 0) return null
	const certain = difference.map((count) => Math.max(0, sign * count))
	const open = people - certain.reduce((sum, count) => sum + count, 0)
	const possible = certain.flatMap((count, index) =>
		count > 0 || (open > 0 && (counts[index] ?? 0) > count) ? [index + 1] : [],
	)
	return possible.length === 1 ? (possible[0] ?? null) : null
}

/** The smallest groups of the same people whose figures follow in both versions. */
function commonGroups(then: readonly Group[], now: readonly Group[]): [Group, Group][] {
	const open = new Set(now)
	const pairs: [Group, Group][] = []
	for (const start of now) {
		if (!open.has(start)) continue
		const mine = new Set([start])
		const theirs = new Set<Group>()
		for (let size = -1; size !== mine.size + theirs.size;) {
			size = mine.size + theirs.size
			for (const [from, all, to] of [
				[mine, then, theirs],
				[theirs, now, mine],
			] as const) {
				for (const group of from)
					for (const other of all) if ([...group.people].some((id) => other.people.has(id))) to.add(other)
			}
		}
		for (const group of mine) open.delete(group)
		const [one, other] = [unite([...theirs]), unite([...mine])]
		const isSame =
			one.people.size === other.people.size && [...one.people].every((id) => other.people.has(id))
		if (theirs.size > 0 && isSame) pairs.push([one, other])
	}
	return pairs
}
