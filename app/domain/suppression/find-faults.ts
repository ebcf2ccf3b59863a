import type { BlockGraph } from './blocks.ts'
import type { Edge } from './small-cuts.ts'
import type { Limits } from './group-rules.ts'
import { isSafeDifference } from './group-rules.ts'
import { findPinned } from './pinned.ts'
import { findSmallCuts } from './small-cuts.ts'

/**
 * Finds sets of blocks whose difference between two snapshots would give somebody away: a block by itself; a union of
 * blocks that fewer than k people joined or left; one in which 'everybody kept their value' leaves somebody one value. Sets
 * without a shown cell of this snapshot are left out: nothing can be held back there.
 */
export function findFaults(graph: BlockGraph, width: number, limits: Limits): ReadonlySet<number>[] {
	const { blocks } = graph
	const hasCells = (members: Iterable<number>) =>
		[...members].some((member) => (blocks[member]?.cells.length ?? 0) > 0)

	const single: ReadonlySet<number>[] = []
	blocks.forEach(({ difference }, block) => {
		if (!isSafeDifference(difference, limits) && hasCells([block])) single.push(new Set([block]))
	})
	if (single.length > 0) return single

	const outside = blocks.length
	// A union with a block in it that the assumption does not fit is not explained by it either.
	const pointOf = (block: number) => (block < 0 || blocks[block]?.isRefuted ? outside : block)
	const movers: Edge[] = []
	blocks.forEach((block, index) => {
		for (const [other, weight] of block.movers) {
			// Movers between two blocks are known to both.
			if (other < index) movers.push({ a: pointOf(index), b: pointOf(other), weight })
		}
	})
	const limit = limits.k + limits.allowance
	const cuts = findSmallCuts({ size: outside + 1, outside, edges: movers, limit })
		.filter(hasCells)
		.map((members) => new Set(members))
	if (cuts.length > 0) return cuts

	return findPinned(graph, width)
		.filter((block) => hasCells([block]))
		.map((block) => new Set([block]))
}
