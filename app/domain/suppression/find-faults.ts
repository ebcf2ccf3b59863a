import type { BlockGraph, Passage } from './blocks.ts'
import type { Limits } from './group-rules.ts'
import { isSafeDifference } from './group-rules.ts'
import { findPinned, trueArcs, visibleArcs } from './pinned.ts'
import { findSmallCuts } from './small-cuts.ts'

/**
 * Finds sets of blocks whose difference between two snapshots would give somebody away: a block by itself; a union of
 * groups that fewer than k people joined or left; one in which 'everybody kept their value' leaves somebody one value. Sets
 * without a shown cell of this snapshot are left out: nothing can be held back there.
 */
export function findFaults(graph: BlockGraph, width: number, limits: Limits): ReadonlySet<number>[] {
	const { blocks, passages, outside } = graph
	const withCells = (faults: ReadonlySet<number>[]) =>
		faults.filter((fault) => [...fault].some((block) => (blocks[block]?.cells.length ?? 0) > 0))

	const unsafe = blocks.flatMap(({ difference }, block) =>
		isSafeDifference(difference, limits) ? [] : [new Set([block])],
	)
	const single = withCells(unsafe)
	if (single.length > 0) return single

	const nowOf = groupsNow(graph)
	const faultOf = (points: Iterable<number>) =>
		new Set([...points].map((point) => graph.blockOf(nowOf(point))).filter((block) => block >= 0))
	for (const arcs of [visibleArcs(graph), trueArcs(passages, outside)]) {
		const cuts = findSmallCuts({
			size: outside + 1,
			outside,
			edges: arcs.map(({ from, to, people }) => ({ a: from, b: to, weight: people })),
			limit: limits.k + limits.allowance,
		})
		const small = withCells(cuts.map(faultOf))
		if (small.length > 0) return small
		const pinned = findPinned(arcs, width).map(({ from, to }) => faultOf([to === outside ? from : to]))
		if (withCells(pinned).length > 0) return withCells(pinned)
	}
	return []
}

/** For each point the group of this snapshot that can be held back for it: where most people of an earlier group are. */
function groupsNow({ passages, outside }: BlockGraph): (point: number) => number {
	const most = new Map<number, Passage>()
	for (const passage of passages) {
		const known = most.get(passage.from)?.count ?? 0
		if (passage.to !== outside && known < passage.count) most.set(passage.from, passage)
	}
	const now = new Set(passages.map(({ to }) => to))
	return (point) => (now.has(point) ? point : (most.get(point)?.to ?? outside))
}
