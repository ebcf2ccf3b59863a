import type { ArcsAt } from './pinned.ts'
import type { BlockGraph } from './blocks.ts'
import type { Limits } from './group-rules.ts'
import { trueArcs, visibleArcs } from './arcs.ts'
import { readDifference } from './blocks.ts'
import { emptyDifference, isSafeDifference } from './group-rules.ts'
import { arcsByPoint, findPinned } from './pinned.ts'
import { findSmallCuts } from './small-cuts.ts'

/** Blocks whose difference between two snapshots would give somebody away. */
export type Fault = {
	readonly blocks: ReadonlySet<number>
	/** The people to whom 'everybody kept their value' leaves one value, where the difference as such is safe. */
	readonly pinned?: { readonly arc: number; readonly arcsAt: ArcsAt }
}

/**
 * Finds faults of one kind, the plainest first: a block by itself; groups that, taken together, fewer than k people joined
 * or left; people who have one value left to have. Faults without a shown cell of this snapshot are left out: nothing can
 * be held back there.
 */
export function findFaults(graph: BlockGraph, limits: Limits): Fault[] {
	const { blocks, passages, outside } = graph
	const withCells = (faults: Fault[]) =>
		faults.filter((fault) => [...fault.blocks].some((block) => blocks.cellsOf(block).length > 0))

	const unsafe: number[] = []
	const difference = emptyDifference()
	for (let block = 0; block < blocks.length; block++) {
		if (!isSafeDifference(readDifference(blocks, block, difference), limits)) unsafe.push(block)
	}
	const single = withCells(unsafe.map((block) => ({ blocks: new Set([block]) })))
	if (single.length > 0) return single

	const nowOf = groupsNow(graph)
	const blocksOf = (points: Iterable<number>) =>
		new Set([...points].map((point) => graph.blockOf[nowOf(point)] ?? -1).filter((block) => block >= 0))
	for (const arcs of [visibleArcs(graph), trueArcs(passages, outside)]) {
		const cuts = findSmallCuts(arcs, outside, limits.k + limits.allowance)
		const small = withCells(cuts.map((points) => ({ blocks: blocksOf(points) })))
		if (small.length > 0) return small
		// A sum tells no values that could be left over for somebody to have.
		if (limits.ofSums) continue
		const arcsAt = arcsByPoint(arcs)
		const pinned = withCells(
			findPinned(arcs, outside + 1).map((arc) => {
				const to = arcs.to[arc] ?? outside
				return {
					blocks: blocksOf([to === outside ? (arcs.from[arc] ?? outside) : to]),
					pinned: { arc, arcsAt },
				}
			}),
		)
		if (pinned.length > 0) return pinned
	}
	return []
}

/** For each point the group of this snapshot that can be held back for it: where most people of an earlier group are. */
function groupsNow({ passages, outside }: BlockGraph): (point: number) => number {
	const isNow = new Uint8Array(outside + 1)
	const most = new Int32Array(outside + 1)
	const target = new Int32Array(outside + 1).fill(outside)
	for (let passage = 0; passage < passages.length; passage++) {
		const from = passages.from[passage] ?? outside
		const to = passages.to[passage] ?? outside
		const count = passages.count[passage] ?? 0
		isNow[to] = 1
		if (to === outside || count <= (most[from] ?? 0)) continue
		most[from] = count
		target[from] = to
	}
	return (point) => (isNow[point] ? point : (target[point] ?? outside))
}
