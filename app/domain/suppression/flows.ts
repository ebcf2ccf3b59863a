import { valueCount } from './standings.ts'

/**
 * People by where they were then and where they are now, as arrays: there may be tens of thousands of such pairs. What the
 * numbers stand for (cells, groups) is for whoever collects them to say; -1 is nowhere.
 */
export type Flows = {
	readonly length: number
	readonly from: Int32Array
	readonly to: Int32Array
	readonly count: Int32Array
	/** `valueCount` counts for each: their values then and now. */
	readonly before: Int32Array
	readonly after: Int32Array
}

export type FlowCollector = {
	/** Position of the pair; a new one, with counts of 0, where it is the first time. */
	readonly at: (from: number, to: number) => number
	/** What is collected so far, to be counted in. */
	readonly flows: Flows
}

/**
 * @param most numbers of `from` and `to` are below these
 * @param room how many pairs there may be before more room has to be made
 */
export function collectFlows(most: { from: number; to: number }, room: number): FlowCollector {
	const positions = new Map<number, number>()
	/** The last position of each `from`: most people stay with the others. */
	const last = new Int32Array(most.from + 1).fill(-1)
	const flows = {
		length: 0,
		from: new Int32Array(room),
		to: new Int32Array(room),
		count: new Int32Array(room),
		before: new Int32Array(room * valueCount),
		after: new Int32Array(room * valueCount),
	}
	function grow(): void {
		room *= 2
		flows.from = enlarged(flows.from, room)
		flows.to = enlarged(flows.to, room)
		flows.count = enlarged(flows.count, room)
		flows.before = enlarged(flows.before, room * valueCount)
		flows.after = enlarged(flows.after, room * valueCount)
	}
	function find(from: number, to: number): number {
		const key = (from + 1) * (most.to + 1) + to + 1
		const known = positions.get(key)
		if (known !== undefined) return known
		const position = flows.length++
		if (position === room) grow()
		positions.set(key, position)
		flows.from[position] = from
		flows.to[position] = to
		return position
	}
	function at(from: number, to: number): number {
		const recent = last[from + 1] ?? -1
		if (recent >= 0 && flows.to[recent] === to) return recent
		return (last[from + 1] = find(from, to))
	}
	return { at, flows }
}

function enlarged(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(length)
	larger.set(array)
	return larger
}

/** Adds the counts at one position to those at another. */
export function addCounts(sum: Int32Array, at: number, counts: Int32Array, from: number): void {
	for (let value = 0; value < valueCount; value++) {
		const index = at * valueCount + value
		sum[index] = (sum[index] ?? 0) + (counts[from * valueCount + value] ?? 0)
	}
}

/** Counts one person more of a value in half-steps; 0 is none. */
export function countValue(counts: Int32Array, at: number, halfSteps: number): void {
	if (halfSteps === 0) return
	const index = at * valueCount + halfSteps - 1
	counts[index] = (counts[index] ?? 0) + 1
}

/** Puts the counts at one position in the place of those at another. */
export function copyCounts(target: Int32Array, at: number, counts: Int32Array, from: number): void {
	for (let value = 0; value < valueCount; value++) {
		target[at * valueCount + value] = counts[from * valueCount + value] ?? 0
	}
}
