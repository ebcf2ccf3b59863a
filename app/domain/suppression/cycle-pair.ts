import type { Flows } from './flows.ts'
import type { Difference } from './group-rules.ts'
import type { Lattice } from './lattice.ts'
import type { Measured } from './placed-people.ts'
import type { PeoplePairs } from './standings.ts'
import { addCounts, collectFlows, copyCounts, countValue } from './flows.ts'
import { emptyDifference } from './group-rules.ts'
import { nearestMarked } from './lattice.ts'
import { cellOf, valueOf } from './placed-people.ts'
import { valueCount } from './standings.ts'

/**
 * An earlier snapshot and this one, for one measure. A cell's position is `family * nodes + node`, by the positions of its
 * own snapshot's tree.
 */
export type CyclePair = {
	readonly then: Lattice
	readonly now: Lattice
	readonly families: number
	/** By direct cell then and now; -1 where somebody had no value. */
	readonly flows: Flows
	/** Whether the cell was shown then. */
	readonly shownThen: Uint8Array
}

/** How people got from one snapshot to another, by a measure; without those who have no value in either. */
export function flowsBetween(then: Measured, now: Measured, people: PeoplePairs): Flows {
	const { at, flows } = collectFlows({ from: then.cells, to: now.cells }, 1 + now.cells)
	for (let pair = 0; pair < people.then.length; pair++) {
		const i = people.then[pair] ?? -1
		const j = people.now[pair] ?? -1
		const was = i < 0 ? 0 : valueOf(then, i)
		const is = j < 0 ? 0 : valueOf(now, j)
		if (was === 0 && is === 0) continue
		const flow = at(was === 0 ? -1 : cellOf(then, i), is === 0 ? -1 : cellOf(now, j))
		flows.count[flow] = (flows.count[flow] ?? 0) + 1
		countValue(flows.before, flow, was)
		countValue(flows.after, flow, is)
	}
	return flows
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

/**
 * Visits the difference of every whole cell (subtree) that is in both trees and was shown then, by the cell's position now.
 * The difference is the same object each time.
 */
export function visitDifferences(
	pair: CyclePair,
	visit: (cell: number, difference: Difference) => void,
): void {
	const { then, now, flows, families } = pair
	const cells = families * now.ids.length
	const before = new Int32Array(cells * valueCount)
	const after = new Int32Array(cells * valueCount)
	const joined = new Int32Array(cells)
	const left = new Int32Array(cells)
	const size = now.ids.length
	const sizeThen = then.ids.length
	/** Of each cell then, the cell of this snapshot that it is compared with; -1 for none. */
	const compared = new Int32Array(families * sizeThen).fill(-1)
	const isCompared = new Uint8Array(cells)
	for (let cell = 0; cell < compared.length; cell++) {
		const node = now.indexOf.get(then.ids[cell % sizeThen] ?? '')
		if (node === undefined || !pair.shownThen[cell]) continue
		const cellNow = Math.floor(cell / sizeThen) * size + node
		compared[cell] = cellNow
		isCompared[cellNow] = 1
	}
	/** The flow that last came from a cell, and the one that last stayed within it. */
	const cameFrom = new Int32Array(cells).fill(-1)
	const stayed = new Int32Array(cells).fill(-1)
	for (let flow = 0; flow < flows.length; flow++) {
		const count = flows.count[flow] ?? 0
		const from = flows.from[flow] ?? -1
		const to = flows.to[flow] ?? -1
		for (let at = from; at >= 0; at = cellAbove(then, at)) {
			const cell = compared[at] ?? -1
			if (cell < 0) continue
			addCounts(before, cell, flows.before, flow)
			cameFrom[cell] = flow
		}
		for (let cell = to; cell >= 0; cell = cellAbove(now, cell)) {
			if (!isCompared[cell]) continue
			addCounts(after, cell, flows.after, flow)
			if (cameFrom[cell] === flow) stayed[cell] = flow
			else joined[cell] = (joined[cell] ?? 0) + count
		}
		for (let at = from; at >= 0; at = cellAbove(then, at)) {
			const cell = compared[at] ?? -1
			if (cell >= 0 && stayed[cell] !== flow) left[cell] = (left[cell] ?? 0) + count
		}
	}
	const difference = emptyDifference()
	for (let cell = 0; cell < cells; cell++) {
		if (!isCompared[cell]) continue
		difference.joined = joined[cell] ?? 0
		difference.left = left[cell] ?? 0
		copyCounts(difference.before, 0, before, cell)
		copyCounts(difference.after, 0, after, cell)
		visit(cell, difference)
	}
}

/** The cell of the same family at the node above; -1 at a root. */
function cellAbove({ ids, parents }: Lattice, cell: number): number {
	const node = cell % ids.length
	const parent = parents[node] ?? -1
	return parent < 0 ? -1 : cell - node + parent
}
