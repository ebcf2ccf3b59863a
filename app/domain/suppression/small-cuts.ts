import type { Arcs } from './arcs.ts'
import type { UnionFind } from './union-find.ts'
import { unionFind } from './union-find.ts'

/**
 * Finds sets of points, without `outside`, that 1 to `limit` - 1 people join to the rest. Points are 0 to `outside`.
 *
 * Points that at least `limit` people connect are contracted (Nagamochi and Ibaraki's scan, with bounded priorities) until
 * only small cuts are left: whenever there is such a set, at least one is found; not every one is.
 */
export function findSmallCuts(arcs: Arcs, outside: number, limit: number): number[][] {
	const sets = unionFind(outside + 1)
	for (let arc = 0; arc < arcs.length; arc++) {
		if ((arcs.people[arc] ?? 0) >= limit) sets.join(arcs.from[arc] ?? outside, arcs.to[arc] ?? outside)
	}
	const cuts: number[][] = []
	for (;;) {
		const graph = contract(arcs, sets, outside)
		if (graph.points.length === 0) return cuts
		const outsideNow = sets.find(outside)
		const cutOf = new Map<number, number[]>()
		const joins: [number, number][] = []
		for (const { order, tied, lastDegree } of scanAll(graph, limit)) {
			for (const [a, b] of tied) joins.push([graph.points[a] ?? outside, graph.points[b] ?? outside])
			if (lastDegree >= limit) continue
			const roots = order.map((point) => graph.points[point] ?? outside)
			const last = roots.pop() ?? outside
			const cut: number[] = []
			cuts.push(cut)
			for (const root of last === outsideNow ? roots : [last]) {
				cutOf.set(root, cut)
				joins.push([outside, root])
			}
		}
		if (cutOf.size > 0) {
			for (let point = 0; point <= outside; point++) cutOf.get(sets.find(point))?.push(point)
		}
		for (const [a, b] of joins) sets.join(a, b)
	}
}

/** What is left of the arcs between contracted points. The edges of a point are at starts[point] to starts[point + 1] - 1. */
type Graph = {
	/** The root of each point. */
	readonly points: readonly number[]
	readonly starts: Int32Array
	readonly ends: Int32Array
	readonly weights: Int32Array
}

function contract(arcs: Arcs, { find }: UnionFind, outside: number): Graph {
	const points: number[] = []
	const numbers = new Int32Array(outside + 1).fill(-1)
	const numberOf = (root: number) => {
		if ((numbers[root] ?? -1) < 0) numbers[root] = points.push(root) - 1
		return numbers[root] ?? 0
	}
	const tails: number[] = []
	const heads: number[] = []
	const people: number[] = []
	for (let arc = 0; arc < arcs.length; arc++) {
		const a = find(arcs.from[arc] ?? 0)
		const b = find(arcs.to[arc] ?? 0)
		if (a === b) continue
		tails.push(numberOf(a), numberOf(b))
		heads.push(numberOf(b), numberOf(a))
		people.push(arcs.people[arc] ?? 0, arcs.people[arc] ?? 0)
	}
	const starts = new Int32Array(points.length + 1)
	for (const tail of tails) starts[tail + 1] = (starts[tail + 1] ?? 0) + 1
	for (let point = 0; point < points.length; point++) {
		starts[point + 1] = (starts[point + 1] ?? 0) + (starts[point] ?? 0)
	}
	const ends = new Int32Array(tails.length)
	const weights = new Int32Array(tails.length)
	const filled = starts.slice()
	tails.forEach((tail, edge) => {
		const at = filled[tail] ?? 0
		ends[at] = heads[edge] ?? 0
		weights[at] = people[edge] ?? 0
		filled[tail] = at + 1
	})
	return { points, starts, ends, weights }
}

/**
 * Visits each component, always next a point that most people tie to the visited ones (at `limit`, any): the order, the
 * pairs of points that at least `limit` people tie, and how many tie the last point to the others.
 */
function* scanAll({ points, starts, ends, weights }: Graph, limit: number) {
	const ties = new Int32Array(points.length)
	const visited = new Uint8Array(points.length)
	for (let start = 0; start < points.length; start++) {
		if (visited[start]) continue
		const waiting: number[][] = Array.from({ length: limit + 1 }, () => [])
		const order: number[] = []
		const tied: [number, number][] = []
		waiting[0]?.push(start)
		for (let level = 0; level >= 0;) {
			const point = waiting[level]?.pop()
			if (point === undefined) {
				level--
				continue
			}
			if (visited[point]) continue
			visited[point] = 1
			order.push(point)
			for (let edge = starts[point] ?? 0; edge < (starts[point + 1] ?? 0); edge++) {
				const other = ends[edge] ?? 0
				if (visited[other]) continue
				const strength = (ties[other] ?? 0) + (weights[edge] ?? 0)
				ties[other] = strength
				if (strength >= limit) tied.push([point, other])
				const next = Math.min(strength, limit)
				waiting[next]?.push(other)
				if (next > level) level = next
			}
		}
		yield { order, tied, lastDegree: ties[order.at(-1) ?? start] ?? 0 }
	}
}
