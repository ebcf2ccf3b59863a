import type { BlockGraph, Passage } from './blocks.ts'

type Arc = {
	readonly from: number
	readonly to: number
	/** Bits of the values that people who passed there have kept; of those who joined or left, the values that they have. */
	readonly values: number
}

/**
 * Finds a block for each passage whose people could have one value only, if everybody in both snapshots had kept theirs.
 * People of one value `v` are free when they can trade places with others: along a closed walk of passages, from then to
 * now where somebody has `v`, back where somebody has another value `w`, all sums stay as they are.
 *
 * A reader may use any part of the figures in which the assumption is true. So of two groups between which somebody passed
 * with another value, at most one is used: to the one, all who passed there left, to the other they joined.
 */
export function findPinned({ passages, outside, blockOf }: BlockGraph, width: number): number[] {
	const arcs: Arc[] = []
	const candidates: { readonly arc: Arc; readonly block: number }[] = []
	/** Where most people of an earlier group are now: what can be held back when somebody left it. */
	const follower = new Map<number, Passage>()
	for (const passage of passages) {
		const known = follower.get(passage.from)
		if (passage.to !== outside && (known?.count ?? 0) < passage.count) follower.set(passage.from, passage)
	}
	function add(from: number, to: number, counts: Int32Array) {
		let values = 0
		for (let value = 0; value < width; value++) if ((counts[value] ?? 0) > 0) values |= 1 << value
		const arc = { from, to, values }
		arcs.push(arc)
		const isOneValue = (values & (values - 1)) === 0
		const point = to === outside ? follower.get(from)?.to : to
		if (isOneValue && point !== undefined) candidates.push({ arc, block: blockOf(point) })
	}
	for (const { from, to, before, after } of passages) {
		const isChanged = before.some((count, value) => count !== after[value])
		if (from === outside) add(from, to, after)
		else if (to === outside || !isChanged) add(from, to, before)
		else {
			add(from, outside, before)
			add(outside, to, after)
		}
	}

	let pinned = candidates
	for (let v = 0; v < width && pinned.length > 0; v++) {
		for (let w = v + 1; w < width && pinned.length > 0; w++) {
			const either = (1 << v) | (1 << w)
			if (!pinned.some(({ arc }) => (arc.values & either) !== 0)) continue
			const component = strongComponents(arcs, 1 << v, 1 << w)
			const isFree = ({ from, to, values }: Arc) =>
				(values & either) !== 0 && component.get(from) === component.get(to)
			pinned = pinned.filter(({ arc }) => !isFree(arc))
		}
	}
	return [...new Set(pinned.map(({ block }) => block))]
}

/** Strongly connected components of the walks that trade `v` for `w` (Tarjan's algorithm without recursion). */
function strongComponents(arcs: readonly Arc[], v: number, w: number): ReadonlyMap<number, number> {
	// A group then and a group now are different points, but being outside is the same one.
	const next = new Map<number, number[]>()
	const link = (from: number, to: number) => {
		const list = next.get(from)
		if (list) list.push(to)
		else next.set(from, [to])
	}
	for (const { from, to, values } of arcs) {
		if ((values & v) !== 0) link(from, to)
		if ((values & w) !== 0) link(to, from)
	}
	const index = new Map<number, number>()
	const low = new Map<number, number>()
	const component = new Map<number, number>()
	const open: number[] = []
	for (const start of next.keys()) {
		if (index.has(start)) continue
		const path: { point: number; turn: number }[] = []
		const enter = (point: number) => {
			index.set(point, index.size)
			low.set(point, index.size - 1)
			open.push(point)
			path.push({ point, turn: 0 })
		}
		enter(start)
		for (let step = path.at(-1); step; step = path.at(-1)) {
			const { point } = step
			const other = next.get(point)?.[step.turn++]
			if (other !== undefined) {
				if (!index.has(other)) enter(other)
				else if (!component.has(other)) lower(low, point, index.get(other) ?? 0)
				continue
			}
			path.pop()
			const above = path.at(-1)
			if (above) lower(low, above.point, low.get(point) ?? 0)
			if (low.get(point) !== index.get(point)) continue
			for (let member = open.pop(); member !== undefined; member = open.pop()) {
				component.set(member, point)
				if (member === point) break
			}
		}
	}
	return component
}

function lower(low: Map<number, number>, point: number, to: number): void {
	if (to < (low.get(point) ?? Number.POSITIVE_INFINITY)) low.set(point, to)
}
