import type { Arcs } from './arcs.ts'
import { strongComponents } from './strong-components.ts'
import { valueCount } from './standings.ts'

/**
 * Finds the arcs whose people could have one value only, if everybody kept theirs. People of one value `v` are free when
 * they can trade places with others: along a closed walk, from then to now where somebody has `v`, back where somebody has
 * another value `w`, all sums stay as they are.
 *
 * @param points numbers of points are below this
 */
export function findPinned(arcs: Arcs, points: number): number[] {
	let pinned: number[] = []
	for (let arc = 0; arc < arcs.length; arc++) {
		if (arcs.from[arc] !== arcs.to[arc] && isOneValue(arcs.values[arc] ?? 0)) pinned.push(arc)
	}
	if (pinned.length === 0) return pinned
	const { from, to, size } = renumber(arcs, points)
	const tails = new Int32Array(2 * arcs.length)
	const heads = new Int32Array(2 * arcs.length)
	// Of the values that most are pinned to first: one search then frees most of them.
	const pairs = allPairs.slice()
	while (pinned.length > 0) {
		const counts = new Int32Array(valueCount)
		for (const arc of pinned) {
			const value = 31 - Math.clz32(arcs.values[arc] ?? 0)
			counts[value] = (counts[value] ?? 0) + 1
		}
		const weigh = ([v, w]: ValuePair) => (counts[v] ?? 0) + (counts[w] ?? 0)
		const pair = pairs.toSorted((one, other) => weigh(other) - weigh(one))[0]
		if (!pair || weigh(pair) === 0) break
		pairs.splice(pairs.indexOf(pair), 1)
		const [forward, back] = [1 << pair[0], 1 << pair[1]]
		let edges = 0
		for (let arc = 0; arc < arcs.length; arc++) {
			const values = arcs.values[arc] ?? 0
			if ((values & forward) !== 0) {
				tails[edges] = from[arc] ?? 0
				heads[edges++] = to[arc] ?? 0
			}
			if ((values & back) !== 0) {
				tails[edges] = to[arc] ?? 0
				heads[edges++] = from[arc] ?? 0
			}
		}
		const component = strongComponents(size, tails.subarray(0, edges), heads.subarray(0, edges))
		pinned = pinned.filter(
			(arc) =>
				((arcs.values[arc] ?? 0) & (forward | back)) === 0 ||
				component[from[arc] ?? 0] !== component[to[arc] ?? 0],
		)
	}
	return pinned
}

type ValuePair = readonly [number, number]
const allPairs: readonly ValuePair[] = Array.from({ length: valueCount }, (_, v) =>
	Array.from({ length: v }, (_unused, w): ValuePair => [v, w]),
).flat()

/** Numbers the points that arcs touch from 0. */
function renumber(arcs: Arcs, points: number) {
	const numbers = new Int32Array(points).fill(-1)
	let size = 0
	const numberOf = (point: number) => {
		if ((numbers[point] ?? -1) < 0) numbers[point] = size++
		return numbers[point] ?? 0
	}
	const from = new Int32Array(arcs.length)
	const to = new Int32Array(arcs.length)
	for (let arc = 0; arc < arcs.length; arc++) {
		from[arc] = numberOf(arcs.from[arc] ?? 0)
		to[arc] = numberOf(arcs.to[arc] ?? 0)
	}
	return { from, to, size }
}

/** The arcs at each point. */
export type ArcsAt = { readonly arcs: Arcs; readonly at: ReadonlyMap<number, readonly number[]> }

export function arcsByPoint(arcs: Arcs): ArcsAt {
	const at = new Map<number, number[]>()
	const add = (point: number, arc: number) => {
		const list = at.get(point)
		if (list) list.push(arc)
		else at.set(point, [arc])
	}
	for (let arc = 0; arc < arcs.length; arc++) {
		add(arcs.from[arc] ?? 0, arc)
		add(arcs.to[arc] ?? 0, arc)
	}
	return { arcs, at }
}

/** For the people of a pinned arc: whether they are free once two points are the same. */
export function joinsThatFree(arc: number, arcsAt: ArcsAt): (one: number, other: number) => boolean {
	const { arcs } = arcsAt
	const v = arcs.values[arc] ?? 0
	const walks: { ahead: ReadonlySet<number>; behind: ReadonlySet<number> }[] = []
	for (let value = 0; value < valueCount; value++) {
		const w = 1 << value
		if (w === v) continue
		walks.push({
			ahead: reach(arcsAt, arcs.to[arc] ?? 0, v, w),
			behind: reach(arcsAt, arcs.from[arc] ?? 0, w, v),
		})
	}
	return (one, other) =>
		walks.some(
			({ ahead, behind }) => (ahead.has(one) && behind.has(other)) || (ahead.has(other) && behind.has(one)),
		)
}

/** The points that a walk from `start` comes to, with the arcs where people have `along`, against them with `against`. */
function reach({ arcs, at }: ArcsAt, start: number, along: number, against: number): ReadonlySet<number> {
	const reached = new Set([start])
	for (const point of reached) {
		for (const arc of at.get(point) ?? []) {
			const values = arcs.values[arc] ?? 0
			const from = arcs.from[arc] ?? 0
			const to = arcs.to[arc] ?? 0
			if (from === point && (values & along) !== 0) reached.add(to)
			if (to === point && (values & against) !== 0) reached.add(from)
		}
	}
	return reached
}

function isOneValue(values: number): boolean {
	return values !== 0 && (values & (values - 1)) === 0
}
