import type { BlockGraph } from './blocks.ts'
import type { Flows } from './flows.ts'
import { readDifference } from './blocks.ts'
import { certainChanges, emptyDifference } from './group-rules.ts'
import { valueCount } from './standings.ts'

/** How people passed between two points, as far as a reader can use it, as arrays. */
export type Arcs = {
	readonly length: number
	readonly from: Int32Array
	readonly to: Int32Array
	readonly people: Int32Array
	/** Bits of the values that they have: bit 0 is half-step 1. */
	readonly values: Uint8Array
}

/**
 * The passages as a reader can use them who looks for the parts of the figures that 'everybody kept their value' explains:
 * where somebody must have changed, nothing does.
 */
export function visibleArcs({ passages, outside, blocks, blockOf }: BlockGraph): Arcs {
	const isRefuted = new Uint8Array(blocks.length)
	const difference = emptyDifference()
	for (let block = 0; block < blocks.length; block++) {
		if (certainChanges(readDifference(blocks, block, difference)) > 0) isRefuted[block] = 1
	}
	const pointOf = (point: number) => (isRefuted[blockOf[point] ?? -1] ? outside : point)
	const arcs = makeArcs(passages.length)
	for (let passage = 0; passage < passages.length; passage++) {
		const from = passages.from[passage] ?? outside
		const to = passages.to[passage] ?? outside
		const before = valuesOf(passages.before, passage)
		const after = valuesOf(passages.after, passage)
		// Only values that were kept can be traded.
		const values = from === outside ? after : to === outside ? before : before & after
		add(arcs, pointOf(from), pointOf(to), passages.count[passage] ?? 0, values)
	}
	return arcs
}

/**
 * The passages as a reader can use them who happens to look at parts of the figures where everybody did keep their value. Of
 * two groups between which somebody passed with another value, such a part has one at most: to the one, all who passed
 * there left, to the other, all joined.
 */
export function trueArcs(passages: Flows, outside: number): Arcs {
	const arcs = makeArcs(2 * passages.length)
	for (let passage = 0; passage < passages.length; passage++) {
		const from = passages.from[passage] ?? outside
		const to = passages.to[passage] ?? outside
		const people = passages.count[passage] ?? 0
		const before = valuesOf(passages.before, passage)
		const after = valuesOf(passages.after, passage)
		if (from === outside) add(arcs, from, to, people, after)
		else if (to === outside || !isChanged(passages, passage)) add(arcs, from, to, people, before)
		else {
			add(arcs, from, outside, people, before)
			add(arcs, outside, to, people, after)
		}
	}
	return arcs
}

function isChanged({ before, after }: Flows, passage: number): boolean {
	for (let index = passage * valueCount; index < (passage + 1) * valueCount; index++) {
		if (before[index] !== after[index]) return true
	}
	return false
}

function valuesOf(counts: Int32Array, at: number): number {
	let bits = 0
	for (let value = 0; value < valueCount; value++) {
		if ((counts[at * valueCount + value] ?? 0) > 0) bits |= 1 << value
	}
	return bits
}

type Growing = { -readonly [Key in keyof Arcs]: Arcs[Key] }

function makeArcs(most: number): Growing {
	return {
		length: 0,
		from: new Int32Array(most),
		to: new Int32Array(most),
		people: new Int32Array(most),
		values: new Uint8Array(most),
	}
}

function add(arcs: Growing, from: number, to: number, people: number, values: number): void {
	const at = arcs.length++
	arcs.from[at] = from
	arcs.to[at] = to
	arcs.people[at] = people
	arcs.values[at] = values
}
