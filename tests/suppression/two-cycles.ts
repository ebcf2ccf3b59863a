import type { Determined } from './stay-system.ts'
import type { Exposure, Finding, PublicCycle, Solution, SolverInput } from './solver.ts'
import type { Group, GroupPair, Groups, Overlaps } from './groups.ts'
import { certainChanges, groupsOf, onlyIn, overlapsOf, unite } from './groups.ts'
import { allHalfSteps, keyOfValue, knownValues, pathsUp } from './scopes.ts'
import { solveStay, stayComponents } from './stay-system.ts'

/**
 * What follows from the figures of two cycles if everybody who is in both kept their value: for each cell that was shown
 * in both, for unions of groups that people moved between, and for all groups together. Where the figures contradict the
 * assumption, nothing is concluded from them; but in a single cell, the fewest changes that explain it.
 */
export function attackTwoCycles(input: SolverInput, then: PublicCycle, now: PublicCycle): Solution {
	const determined: Finding[] = []
	const exposed: Exposure[] = []
	let undecided = 0
	const { k, steps = 400 } = input
	const cycleIds = [then.id, now.id]
	const assessedIn = [then, now].map(
		(cycle) => new Set(cycle.people.filter(({ assessed }) => assessed).map(({ id }) => id)),
	)
	const known = knownValues(input)
	const measures = new Set(
		input.facts.filter(({ cycleId }) => cycleId === now.id).map(({ measure }) => measure),
	)
	for (const measure of measures) {
		// Who is known in one of the cycles counts, by the assumption, as known in the other.
		const knownIn = (cycle: PublicCycle, other: PublicCycle) => (personId: string) =>
			known.get(keyOfValue(cycle.id, personId, measure)) ?? known.get(keyOfValue(other.id, personId, measure))
		const before = groupsOf(input, then, measure, knownIn(then, now))
		const after = groupsOf(input, now, measure, knownIn(now, then))
		const atoms: GroupPair = { then: before.atoms, now: after.atoms }
		const overlaps = overlapsOf(atoms)
		const report = ({ people, halfSteps, assuming }: Determined) => {
			for (const personId of people) {
				cycleIds.forEach((cycleId, index) => {
					if (!assessedIn[index]?.has(personId)) return
					determined.push({ personId, cycleId, measure, halfSteps, by: 'two-cycles', cycleIds, assuming })
				})
			}
		}
		const unions = unionsToCompare(k, then, now, atoms, overlaps)
		for (const pair of [...cellsInBoth(before, after), ...unions]) {
			const then = unite(pair.then)
			const now = unite(pair.now)
			const differing = [...onlyIn(now, then), ...onlyIn(then, now)]
			if (differing.length === 0 || now.people.size === 0) continue
			// A value known from one cycle was another one in the other cycle: the assumption is refuted.
			if ([...then.counts, ...now.counts].some((count) => count < 0)) continue
			const isCell = pair.then.length === 1 && pair.now.length === 1
			if (isCell && certainChanges(then, now) > 0) fewestChanges(then, now, k).forEach(report)
			if (changesWithin(pair, overlaps, k) > 0) continue
			if (differing.length < k) exposed.push({ cycleIds, measure, personIds: differing })
			const solved = solveStay(pair, steps)
			undecided += solved.undecided
			solved.determined.forEach(report)
		}
		for (const pair of stayComponents(atoms, overlaps)) {
			const solved = solveStay(pair, steps)
			undecided += solved.undecided
			solved.determined.forEach(report)
		}
	}
	return { determined, exposed, undecided }
}

function cellsInBoth(before: Groups, after: Groups): GroupPair[] {
	return [...after.cells].flatMap(([cell, group]) => {
		const earlier = before.cells.get(cell)
		return earlier ? [{ then: [earlier], now: [group] }] : []
	})
}

/** Everything that is known below a node, in both cycles, and what grows from each group along the people who moved. */
function unionsToCompare(
	k: number,
	then: PublicCycle,
	now: PublicCycle,
	atoms: GroupPair,
	overlaps: Overlaps,
): GroupPair[] {
	const inside = (cycle: PublicCycle, groups: readonly Group[]) => {
		const paths = pathsUp(cycle)
		const nodeOf = new Map(cycle.people.map(({ id, nodeId }) => [id, nodeId]))
		const shared = groups.map(({ people }) => {
			const [first, ...others] = [...people].map((id) => paths.get(nodeOf.get(id) ?? ''))
			return new Set([...(first ?? [])].filter((nodeId) => others.every((path) => path?.has(nodeId))))
		})
		return (nodeId: string) => groups.filter((_, index) => shared[index]?.has(nodeId))
	}
	const insideThen = inside(then, atoms.then)
	const insideNow = inside(now, atoms.now)
	const pairs = [
		...now.nodes.map(({ id }) => ({ then: insideThen(id), now: insideNow(id) })),
		...atoms.now.flatMap((start) => grow(start, overlaps)),
	]
	const distinct = new Map<string, GroupPair>()
	const numbers = new Map([...overlaps.keys()].map((group, index) => [group, index]))
	for (const pair of pairs) {
		const tied = addTied(pair, overlaps, k)
		const key = [...tied.then, ...tied.now].map((group) => numbers.get(group) ?? -1).sort((a, b) => a - b)
		distinct.set(key.join(), tied)
	}
	return [...distinct.values()]
}

/**
 * Adds the groups of the other cycle with which k people or more are shared: the reader knows where so many came from or
 * went, and that figure may refute what would follow without it.
 */
function addTied(pair: GroupPair, overlaps: Overlaps, k: number): GroupPair {
	const sides = new Map<Group, 'then' | 'now'>()
	for (const side of ['then', 'now'] as const) for (const group of pair[side]) sides.set(group, side)
	for (const [member, side] of sides) {
		for (const [other, shared] of overlaps.get(member) ?? []) {
			if (shared >= k && !sides.has(other)) sides.set(other, side === 'then' ? 'now' : 'then')
		}
	}
	const of = (wanted: 'then' | 'now') =>
		[...sides].flatMap(([group, side]) => (side === wanted ? [group] : []))
	return { then: of('then'), now: of('now') }
}

/** From one group on, always adds the group of either cycle that leaves the fewest people on one side only. */
function grow(start: Group, overlaps: Overlaps): GroupPair[] {
	const then = new Set<Group>()
	const now = new Set([start])
	const pairs: GroupPair[] = [{ then: [], now: [start] }]
	for (let round = 0; round < 12; round++) {
		/** For each group next to the union, how many of its people the union has on the other side. */
		const shared = new Map<Group, { count: number; isThen: boolean }>()
		for (const [members, others, isThen] of [
			[now, then, true],
			[then, now, false],
		] as const) {
			for (const member of members) {
				for (const [group, count] of overlaps.get(member) ?? []) {
					if (!others.has(group))
						shared.set(group, { count: (shared.get(group)?.count ?? 0) + count, isThen })
				}
			}
		}
		let best: { group: Group; gain: number; isThen: boolean } | undefined
		for (const [group, { count, isThen }] of shared) {
			const gain = 2 * count - group.people.size
			if (!best || gain > best.gain) best = { group, gain, isThen }
		}
		if (!best) break
		;(best.isThen ? then : now).add(best.group)
		pairs.push({ then: [...then], now: [...now] })
	}
	return pairs
}

/** How many people must have changed, counted where k people or more stayed together. */
function changesWithin(pair: GroupPair, overlaps: Overlaps, k: number): number {
	if (pair.then.length === 1 && pair.now.length === 1) {
		return certainChanges(unite(pair.then), unite(pair.now))
	}
	const members = new Set([...pair.then, ...pair.now])
	const open = new Set(members)
	let total = 0
	for (const start of open) {
		const alone = pair.then.includes(start) ? { then: [start], now: [] } : { then: [], now: [start] }
		const tied = addTied(alone, overlaps, k)
		for (const group of [...tied.then, ...tied.now]) open.delete(group)
		total += certainChanges(unite(tied.then), unite(tied.now))
	}
	return total
}

/** With as few changes as a cell's figures allow, everybody who joined has a value that it has gained. */
function fewestChanges(then: Group, now: Group, k: number): Determined[] {
	const joined = onlyIn(now, then)
	const left = onlyIn(then, now)
	if (joined.length + left.length + certainChanges(then, now) >= k) return []
	const only = (people: string[], more: Group, fewer: Group): Determined[] => {
		const values = allHalfSteps.filter((_, index) => (more.counts[index] ?? 0) > (fewer.counts[index] ?? 0))
		const [halfSteps] = values
		return people.length > 0 && halfSteps !== undefined && values.length === 1
			? [{ people, halfSteps, assuming: [] }]
			: []
	}
	return [...only(joined, now, then), ...only(left, then, now)]
}
