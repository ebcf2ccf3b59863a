import type { Lattice } from './lattice.ts'

export type Column = {
	readonly lattice: Lattice
	/** Counts of whole subtrees, `width` values a node. */
	readonly counts: Int32Array
	readonly width: number
}

/**
 * Chooses the cells of one family and measure so that every group that they tell apart is safe or has nobody in it: the
 * people of a shown cell who are in no shown cell below it. From the leaves up; where the rest of a node is not safe, the
 * smallest cells below it are held back and their people counted with the rest. A candidate must be safe as a whole.
 */
export function chooseCells(
	{ lattice, counts, width }: Column,
	isCandidate: (node: number, counts: Int32Array) => boolean,
	isSafe: (counts: Int32Array) => boolean,
): Uint8Array {
	const size = lattice.ids.length
	const shown = new Uint8Array(size)
	const rest = counts.slice()
	const totals = new Int32Array(size)
	/** The topmost shown cells below a node. */
	const below: number[][] = Array.from({ length: size }, () => [])

	const restOf = (node: number) => rest.subarray(node * width, (node + 1) * width)
	const people = (values: Int32Array) => values.reduce((total, count) => total + count, 0)
	const add = (to: Int32Array, from: Int32Array, sign: 1 | -1) => {
		for (let index = 0; index < width; index++) to[index] = (to[index] ?? 0) + sign * (from[index] ?? 0)
	}
	const countsOf = (node: number) => counts.subarray(node * width, (node + 1) * width)

	for (let node = 0; node < size; node++) {
		totals[node] = people(countsOf(node))
		const parent = lattice.parents[node] ?? -1
		if (parent >= 0) add(restOf(parent), countsOf(node), -1)
	}

	/** The cell that costs least to hold back: the smallest that adds people to the rest, else the smallest. */
	function cheapest(nodes: readonly number[]): number {
		return nodes.reduce((best, node) => {
			const adds = people(restOf(node)) > 0
			const bestAdds = people(restOf(best)) > 0
			if (adds !== bestAdds) return adds ? node : best
			const difference = (totals[node] ?? 0) - (totals[best] ?? 0)
			if (difference !== 0) return difference < 0 ? node : best
			return (lattice.ids[node] ?? '') < (lattice.ids[best] ?? '') ? node : best
		})
	}

	for (let node = size - 1; node >= 0; node--) {
		if (totals[node] === 0) continue
		const own = restOf(node)
		let topmost = below[node] ?? []
		if (isCandidate(node, countsOf(node))) {
			while (topmost.length > 0 && !isSafe(own)) {
				const held = cheapest(topmost)
				shown[held] = 0
				add(own, restOf(held), 1)
				topmost = [...topmost.filter((other) => other !== held), ...(below[held] ?? [])]
			}
			if (isSafe(own)) {
				shown[node] = 1
				below[node] = topmost
				topmost = [node]
			}
		}
		const parent = lattice.parents[node] ?? -1
		if (parent < 0) continue
		if (!shown[node]) add(restOf(parent), own, 1)
		below[parent]?.push(...topmost)
	}
	return shown
}
