import type { BlockGraph, Passage } from './blocks.ts'
import { certainChanges } from './group-rules.ts'

/** How people passed between two points, as far as a reader can use it. */
export type Arc = {
	readonly from: number
	readonly to: number
	readonly people: number
	/** Bits of the values that they have. */
	readonly values: number
}

/**
 * The passages as a reader can use them who looks for the parts of the figures that 'everybody kept their value' explains:
 * where somebody must have changed, nothing does.
 */
export function visibleArcs({ passages, outside, blocks, blockOf }: BlockGraph): Arc[] {
	const isRefuted = blocks.map(({ difference }) => certainChanges(difference) > 0)
	const pointOf = (point: number) => (isRefuted[blockOf(point)] ? outside : point)
	return passages.map(({ from, to, before, after, count }) => {
		// Only values that were kept can be traded.
		const counts =
			from === outside
				? after
				: to === outside
					? before
					: before.map((people, value) => Math.min(people, after[value] ?? 0))
		return { from: pointOf(from), to: pointOf(to), people: count, values: valuesOf(counts) }
	})
}

/**
 * The passages as a reader can use them who happens to look at parts of the figures where everybody did keep their value. Of
 * two groups between which somebody passed with another value, such a part has one at most: to the one, all who passed
 * there left, to the other, all joined.
 */
export function trueArcs(passages: readonly Passage[], outside: number): Arc[] {
	return passages.flatMap(({ from, to, before, after, count: people }) => {
		const isChanged = before.some((count, value) => count !== after[value])
		if (from === outside) return [{ from, to, people, values: valuesOf(after) }]
		if (to === outside || !isChanged) return [{ from, to, people, values: valuesOf(before) }]
		return [
			{ from, to: outside, people, values: valuesOf(before) },
			{ from: outside, to, people, values: valuesOf(after) },
		]
	})
}

function valuesOf(counts: Int32Array): number {
	return counts.reduce((bits, count, value) => (count > 0 ? bits | (1 << value) : bits), 0)
}

/**
 * Finds the arcs whose people could have one value only, if everybody kept theirs. People of one value `v` are free when
 * they can trade places with others: along a closed walk, from then to now where somebody has `v`, back where somebody has
 * another value `w`, all sums stay as they are.
 */
export function findPinned(arcs: readonly Arc[], width: number): Arc[] {
	let pinned = arcs.filter(
		({ from, to, values }) => from !== to && values !== 0 && (values & (values - 1)) === 0,
	)
	for (let v = 0; v < width && pinned.length > 0; v++) {
		for (let w = v + 1; w < width && pinned.length > 0; w++) {
			const either = (1 << v) | (1 << w)
			if (!pinned.some(({ values }) => (values & either) !== 0)) continue
			const component = strongComponents(arcs, 1 << v, 1 << w)
			pinned = pinned.filter(
				({ from, to, values }) => (values & either) === 0 || component.get(from) !== component.get(to),
			)
		}
	}
	return pinned
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
