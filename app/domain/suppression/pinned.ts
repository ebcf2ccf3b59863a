import type { Arc } from './arcs.ts'
import { strongComponents } from './strong-components.ts'

/**
 * Finds the arcs whose people could have one value only, if everybody kept theirs. People of one value `v` are free when
 * they can trade places with others: along a closed walk, from then to now where somebody has `v`, back where somebody has
 * another value `w`, all sums stay as they are.
 */
export function findPinned(arcs: readonly Arc[], width: number): Arc[] {
	let pinned = arcs.filter(({ from, to, values }) => from !== to && isOneValue(values))
	if (pinned.length === 0) return pinned
	const numbers = new Map<number, number>()
	const numberOf = (point: number) => {
		const known = numbers.get(point) ?? numbers.size
		numbers.set(point, known)
		return known
	}
	const from = Int32Array.from(arcs, (arc) => numberOf(arc.from))
	const to = Int32Array.from(arcs, (arc) => numberOf(arc.to))
	const tails = new Int32Array(2 * arcs.length)
	const heads = new Int32Array(2 * arcs.length)
	for (let v = 0; v < width && pinned.length > 0; v++) {
		for (let w = v + 1; w < width && pinned.length > 0; w++) {
			const either = (1 << v) | (1 << w)
			if (!pinned.some(({ values }) => (values & either) !== 0)) continue
			let edges = 0
			for (let index = 0; index < arcs.length; index++) {
				const values = arcs[index]?.values ?? 0
				if ((values & (1 << v)) !== 0) {
					tails[edges] = from[index] ?? 0
					heads[edges++] = to[index] ?? 0
				}
				if ((values & (1 << w)) !== 0) {
					tails[edges] = to[index] ?? 0
					heads[edges++] = from[index] ?? 0
				}
			}
			const component = strongComponents(numbers.size, tails.subarray(0, edges), heads.subarray(0, edges))
			pinned = pinned.filter(
				(arc) => (arc.values & either) === 0 || component[numberOf(arc.from)] !== component[numberOf(arc.to)],
			)
		}
	}
	return pinned
}

/** The arcs at each point. */
export type ArcsAt = ReadonlyMap<number, readonly Arc[]>

export function arcsByPoint(arcs: readonly Arc[]): ArcsAt {
	const byPoint = new Map<number, Arc[]>()
	const add = (point: number, arc: Arc) => {
		const list = byPoint.get(point)
		if (list) list.push(arc)
		else byPoint.set(point, [arc])
	}
	for (const arc of arcs) {
		add(arc.from, arc)
		add(arc.to, arc)
	}
	return byPoint
}

/** For the people of a pinned arc: whether they are free once two points are the same. */
export function joinsThatFree(
	arc: Arc,
	arcsAt: ArcsAt,
	width: number,
): (one: number, other: number) => boolean {
	const v = arc.values
	const walks: { ahead: ReadonlySet<number>; behind: ReadonlySet<number> }[] = []
	for (let value = 0; value < width; value++) {
		const w = 1 << value
		if (w !== v) walks.push({ ahead: reach(arcsAt, arc.to, v, w), behind: reach(arcsAt, arc.from, w, v) })
	}
	return (one, other) =>
		walks.some(
			({ ahead, behind }) => (ahead.has(one) && behind.has(other)) || (ahead.has(other) && behind.has(one)),
		)
}

/** The points that a walk from `start` comes to, with the arcs where people have `along`, against them with `against`. */
function reach(arcsAt: ArcsAt, start: number, along: number, against: number): ReadonlySet<number> {
	const reached = new Set([start])
	for (const point of reached) {
		for (const { from, to, values } of arcsAt.get(point) ?? []) {
			if (from === point && (values & along) !== 0) reached.add(to)
			if (to === point && (values & against) !== 0) reached.add(from)
		}
	}
	return reached
}

function isOneValue(values: number): boolean {
	return values !== 0 && (values & (values - 1)) === 0
}
