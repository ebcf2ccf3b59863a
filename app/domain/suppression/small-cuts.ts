import { unionFind } from './union-find.ts'

export type Edge = { readonly a: number; readonly b: number; readonly weight: number }

/**
 * Finds sets of points, without `outside`, that edges of a weight from 1 to `limit` - 1 join to the rest. Points are 0 to
 * size-1.
 *
 * Points that at least `limit` edges connect are contracted (Nagamochi and Ibaraki's scan, with bounded priorities) until
 * only small cuts are left: whenever there is such a set, at least one is found; not every one is.
 */
export function findSmallCuts(options: {
	size: number
	outside: number
	edges: readonly Edge[]
	limit: number
}): number[][] {
	const { size, outside, edges, limit } = options
	const sets = unionFind(size)
	const cuts: number[][] = []
	const neighbours = () => {
		const all = new Map<number, Map<number, number>>()
		for (const edge of edges) {
			const a = sets.find(edge.a)
			const b = sets.find(edge.b)
			if (a === b) continue
			for (const [one, other] of [
				[a, b],
				[b, a],
			] as const) {
				const found = all.get(one) ?? new Map<number, number>()
				all.set(one, found)
				found.set(other, (found.get(other) ?? 0) + edge.weight)
			}
		}
		return all
	}
	const membersOf = (roots: ReadonlySet<number>) => {
		const members: number[] = []
		for (let point = 0; point < size; point++) if (roots.has(sets.find(point))) members.push(point)
		return members
	}

	for (;;) {
		const graph = neighbours()
		if (graph.size === 0) return cuts
		const visited = new Set<number>()
		const joins: [number, number][] = []
		for (const start of graph.keys()) {
			if (visited.has(start)) continue
			const { order, tied, lastDegree } = scan(graph, start, limit)
			for (const point of order) visited.add(point)
			joins.push(...tied)
			const last = order.at(-1) ?? start
			if (lastDegree >= limit) continue
			const outsideRoot = sets.find(outside)
			const cut = new Set(last === outsideRoot ? order.filter((point) => point !== last) : [last])
			cuts.push(membersOf(cut))
			for (const point of cut) joins.push([outside, point])
		}
		for (const [a, b] of joins) sets.join(a, b)
	}
}

/** Visits the component of `start`, always next a point that most edges tie to the visited ones (at `limit`, any). */
function scan(graph: ReadonlyMap<number, ReadonlyMap<number, number>>, start: number, limit: number) {
	const ties = new Map<number, number>([[start, 0]])
	const waiting: number[][] = Array.from({ length: limit + 1 }, () => [])
	const visited = new Set<number>()
	const order: number[] = []
	const tied: [number, number][] = []
	waiting[0]?.push(start)
	for (let level = 0; level >= 0;) {
		const point = waiting[level]?.pop()
		if (point === undefined) {
			level--
			continue
		}
		if (visited.has(point)) continue
		visited.add(point)
		order.push(point)
		for (const [other, weight] of graph.get(point) ?? []) {
			if (visited.has(other)) continue
			const strength = (ties.get(other) ?? 0) + weight
			ties.set(other, strength)
			if (strength >= limit) tied.push([point, other])
			const next = Math.min(strength, limit)
			waiting[next]?.push(other)
			if (next > level) level = next
		}
	}
	return { order, tied, lastDegree: ties.get(order.at(-1) ?? start) ?? 0 }
}
