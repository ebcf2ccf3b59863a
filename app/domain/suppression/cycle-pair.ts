import type { Difference } from './group-rules.ts'
import type { Lattice } from './lattice.ts'
import type { TransitionRow } from './pattern.ts'
import { emptyDifference } from './group-rules.ts'
import { nearestMarked, positionOf } from './lattice.ts'

/** The people who stood directly in one cell then and directly in another now; -1 for none (no value). */
export type Flow = {
	readonly from: number
	readonly to: number
	readonly before: Int32Array
	readonly after: Int32Array
	count: number
}

/**
 * An earlier snapshot and this one, for one measure. A cell's position is `family * nodes + node`, by the positions of its
 * own snapshot's tree.
 */
export type CyclePair = {
	readonly then: Lattice
	readonly now: Lattice
	readonly families: number
	readonly width: number
	readonly flows: readonly Flow[]
	/** Whether the cell was shown then. */
	readonly shownThen: Uint8Array
}

export function pairCycles(options: {
	then: Lattice
	now: Lattice
	familyIds: readonly string[]
	/** Every value that the measure has, in any order. */
	values: readonly number[]
	transitions: readonly TransitionRow[]
	wasShown: (nodeId: string, familyId: string) => boolean
}): CyclePair {
	const { then, now, familyIds, values, transitions, wasShown } = options
	const width = values.length
	const families = new Map(familyIds.map((id, index) => [id, index]))
	const valueIndex = new Map(values.map((value, index) => [value, index]))
	const cellsNow = familyIds.length * now.ids.length
	const flows = new Map<number, Flow>()
	for (const { from, to, count } of transitions) {
		const fromCell = from
			? (families.get(from.familyId) ?? 0) * then.ids.length + positionOf(then, from.nodeId)
			: -1
		const toCell = to ? (families.get(to.familyId) ?? 0) * now.ids.length + positionOf(now, to.nodeId) : -1
		const key = (fromCell + 1) * (cellsNow + 1) + toCell + 1
		let flow = flows.get(key)
		if (!flow) {
			flow = {
				from: fromCell,
				to: toCell,
				before: new Int32Array(width),
				after: new Int32Array(width),
				count: 0,
			}
			flows.set(key, flow)
		}
		flow.count += count
		if (from) bump(flow.before, valueIndex.get(from.value) ?? 0, count)
		if (to) bump(flow.after, valueIndex.get(to.value) ?? 0, count)
	}
	const shownThen = new Uint8Array(familyIds.length * then.ids.length)
	familyIds.forEach((familyId, family) => {
		then.ids.forEach((nodeId, node) => {
			if (wasShown(nodeId, familyId)) shownThen[family * then.ids.length + node] = 1
		})
	})
	return { then, now, families: familyIds.length, width, flows: [...flows.values()], shownThen }
}

/** For each cell the shown cell whose rest it is counted in: the nearest shown one at or above it, or -1. */
export function groupsOf(lattice: Lattice, families: number, shown: Uint8Array): Int32Array {
	const size = lattice.ids.length
	const groups = new Int32Array(families * size)
	for (let family = 0; family < families; family++) {
		const nearest = nearestMarked(lattice.parents, shown.subarray(family * size, (family + 1) * size))
		for (let node = 0; node < size; node++) {
			const group = nearest[node] ?? -1
			groups[family * size + node] = group < 0 ? -1 : family * size + group
		}
	}
	return groups
}

/** The difference of whole cells (subtrees) that were shown then, by the cell's position now. */
export function differencesOfCells(pair: CyclePair): ReadonlyMap<number, Difference> {
	const { then, now, flows, width, shownThen } = pair
	const differences = new Map<number, Difference>()
	const differenceAt = (cell: number) => {
		let difference = differences.get(cell)
		if (!difference) {
			difference = emptyDifference(width)
			differences.set(cell, difference)
		}
		return difference
	}
	/** The cells at and above a direct one that were shown then, by their position now. */
	const pathThen = (cell: number) => {
		const path: number[] = []
		if (cell < 0) return path
		const family = Math.floor(cell / then.ids.length)
		for (let node = cell % then.ids.length; node >= 0; node = then.parents[node] ?? -1) {
			if (!shownThen[family * then.ids.length + node]) continue
			const position = now.indexOf.get(then.ids[node] ?? '')
			if (position !== undefined) path.push(family * now.ids.length + position)
		}
		return path
	}
	const pathNow = (cell: number) => {
		const path: number[] = []
		if (cell < 0) return path
		const family = Math.floor(cell / now.ids.length)
		for (let node = cell % now.ids.length; node >= 0; node = now.parents[node] ?? -1) {
			const position = then.indexOf.get(now.ids[node] ?? '')
			if (position !== undefined && shownThen[family * then.ids.length + position]) {
				path.push(family * now.ids.length + node)
			}
		}
		return path
	}
	for (const { from, to, before, after, count } of flows) {
		const cellsThen = pathThen(from)
		const cellsNow = pathNow(to)
		for (const cell of cellsThen) {
			const difference = differenceAt(cell)
			addTo(difference.before, before)
			if (!cellsNow.includes(cell)) difference.left += count
		}
		for (const cell of cellsNow) {
			const difference = differenceAt(cell)
			addTo(difference.after, after)
			if (!cellsThen.includes(cell)) difference.joined += count
		}
	}
	return differences
}

export function addTo(sum: Int32Array, counts: Int32Array): void {
	for (let index = 0; index < sum.length; index++) sum[index] = (sum[index] ?? 0) + (counts[index] ?? 0)
}

function bump(counts: Int32Array, index: number, by: number): void {
	counts[index] = (counts[index] ?? 0) + by
}
