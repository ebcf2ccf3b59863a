import type { FlowPeople, ShownPeople, SideName } from './flow-sides.ts'
import { partsOf, sideOf, tierAt } from './flow-sides.ts'
import type { Standing } from './kept-passages.ts'
import { keptPassages } from './kept-passages.ts'
import { groupsIn } from './shown-groups.ts'
import type { Standings } from './standings.ts'
import { keyWords, markPeople, pairPeople } from './standings.ts'

/** Who stood where and had what, of everybody in a flow whom the reader sees in no cycle. */
export type FlowHistory = {
	/** Cycles, the one of now last. */
	readonly cycles: number
	/** Position of the one compared with. */
	readonly comparison: number
	readonly people: readonly FlowPerson[]
}

export type FlowPerson = {
	/**
	 * The same for people who can have had each other's values of before: who were in the same group in the cycle compared with, and in
	 * the same groups in those cycles of which the values go along.
	 */
	readonly past: number
	/** The same for all who had the same values of before: in the cycle compared with, and in those that go along. */
	readonly values: number
	/** Group in this cycle; -1 for who is not in its figure. */
	readonly group: number
	/** In half-steps, by cycle; 0 for none. */
	readonly tiers: Uint8Array
	/** The one of them in the cycle compared with. */
	readonly tierBefore: number
	/** Cycles from which on everybody who passed from the same group to the same group has kept their tier until now. */
	readonly keptSince: readonly number[]
	/** Whether a flow that the reader was shown before counts them: then the values of all earlier cycles go along. */
	readonly isLinked: boolean
	/** The family, and the part of the flow that it is in. */
	readonly familyId: string
	readonly part: string
	readonly side: SideName
}

/**
 * @param of.earlier every snapshot that the flow is told beside, oldest first, with the one compared with; their figures of the tier
 * part people into groups
 */
export function readHistories(of: {
	earlier: readonly ShownPeople[]
	comparison: ShownPeople
	snapshot: ShownPeople
	people: FlowPeople
	parts: ReadonlyMap<string, string>
}): FlowHistory {
	const { earlier, snapshot, people, parts } = of
	const comparison = earlier.indexOf(of.comparison)
	const roster = rosterOf(of)
	const cycles = [...earlier, snapshot].map((one) => standingsIn(one, roster))
	const last = cycles.length - 1
	const passages = earlier.map((_, cycle) => ({
		toComparison: keptPassages(cycles[cycle], cycles[comparison]),
		toNow: keptPassages(cycles[cycle], cycles[last]),
	}))
	const isSeen = cycles.reduce(
		(marks, { seen }) => marks.map((mark, index) => mark | (seen[index] ?? 0)),
		new Uint8Array(roster.people),
	)
	const wasInFlow = shownInFlows(earlier, cycles)
	const pastOf = numbering()
	const valuesOf = numbering()
	const allTiers = new Uint8Array(people.familyIds.length * cycles.length)
	const found: FlowPerson[] = []
	people.familyIds.forEach((familyId, index) => {
		const part = parts.get(familyId)
		if (part === undefined || isSeen[index]) return
		const side = sideOf(people, index)
		const isLinked = wasInFlow(index)
		const tiers = allTiers.subarray(index * cycles.length, (index + 1) * cycles.length)
		cycles.forEach((cycle, at) => (tiers[at] = cycle.tiers[index] ?? 0))
		const tierBefore = side === 'joined' ? 0 : (tiers[comparison] ?? 0)
		const before = side === 'joined' ? -1 : (cycles[comparison]?.groups[index] ?? -1)
		let past = pastOf(0, before + 2)
		let values = valuesOf(0, tierBefore)
		const keptSince: number[] = []
		passages.forEach(({ toComparison, toNow }, cycle) => {
			const isKept = side !== 'left' && toNow(index)
			if (isKept) keptSince.push(cycle)
			const goesAlong = isLinked || isKept || (side !== 'joined' && toComparison(index))
			if (cycle === comparison && side !== 'joined') return
			past = pastOf(past, goesAlong ? (cycles[cycle]?.groups[index] ?? -2) + 3 : 0)
			values = valuesOf(values, goesAlong ? (tiers[cycle] ?? 0) : 0)
		})
		const group = side === 'left' ? -1 : (cycles[last]?.groups[index] ?? -1)
		found.push({ past, values, group, tiers, tierBefore, keptSince, isLinked, familyId, part, side })
	})
	return { cycles: cycles.length, comparison, people: found }
}

/** Of everybody in a flow, in one snapshot; the group of who is not assessed is -2, of who is in no shown one -1. */
type FlowStanding = Standing & { familyOf: (index: number) => string | undefined }

function standingsIn(snapshot: ShownPeople, roster: Standings): FlowStanding {
	const { groupOf } = groupsIn(snapshot)
	const positions = positionsIn(snapshot, roster)
	const tiers = Uint8Array.from(positions, (position) => tierAt(snapshot, position))
	const groups = Int32Array.from(positions, (position, index) =>
		tiers[index] === 0 ? -2 : groupOf(position),
	)
	const { families, nodes, standings } = snapshot
	return {
		...{ groups, tiers, seen: markPeople(roster, [snapshot.seen]) },
		familyOf: (index) =>
			families[Math.floor((standings.cells[positions[index] ?? -1] ?? -1) / nodes.length)]?.id,
	}
}

/** The people of a flow as standings, by key: to be found in other snapshots. */
function rosterOf({ comparison, snapshot, people }: Parameters<typeof readHistories>[0]): Standings {
	const size = people.familyIds.length
	const keys = new Uint32Array(size * keyWords)
	for (let index = 0; index < size; index++) {
		const position = people.now[index] ?? -1
		const [from, at] =
			position < 0 ? [comparison.standings, people.then[index] ?? 0] : [snapshot.standings, position]
		keys.set(from.keys.subarray(at * keyWords, (at + 1) * keyWords), index * keyWords)
	}
	return { people: size, keys, cells: new Int32Array(size), values: new Uint8Array(size), width: 1 }
}

function positionsIn({ standings }: ShownPeople, roster: Standings): Int32Array {
	const positions = new Int32Array(roster.people).fill(-1)
	const plain = { nodes: [], families: [] }
	const pairs = pairPeople({ ...plain, standings }, { ...plain, standings: roster })
	for (let pair = 0; pair < pairs.now.length; pair++) {
		const index = pairs.now[pair] ?? -1
		if (index >= 0) positions[index] = pairs.then[pair] ?? -1
	}
	return positions
}

/** Whether somebody was ever of a family of which a flow is shown in one of the snapshots. */
function shownInFlows(
	earlier: readonly ShownPeople[],
	cycles: readonly FlowStanding[],
): (index: number) => boolean {
	const shown = new Set(earlier.flatMap(({ pattern }) => [...partsOf(pattern.columns).keys()]))
	if (shown.size === 0) return () => false
	return (index) => earlier.some((_, cycle) => shown.has(cycles[cycle]?.familyOf(index) ?? ''))
}

/** Numbers pairs as they come, from 1. */
export function numbering(): (one: number, other: number) => number {
	const numbers = new Map<number, number>()
	return (one, other) => {
		const key = one * 2 ** 24 + other
		const known = numbers.get(key)
		if (known !== undefined) return known
		numbers.set(key, numbers.size + 1)
		return numbers.size
	}
}
