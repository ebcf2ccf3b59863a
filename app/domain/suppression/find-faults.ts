import type { Arc } from './arcs.ts'
import type { ArcsAt } from './pinned.ts'
import type { BlockGraph, Passage } from './blocks.ts'
import type { Limits } from './group-rules.ts'
import { trueArcs, visibleArcs } from './arcs.ts'
import { isSafeDifference } from './group-rules.ts'
import { arcsByPoint, findPinned } from './pinned.ts'
import { findSmallCuts } from './small-cuts.ts'

/** Blocks whose difference between two snapshots would give somebody away. */
export type Fault = {
	readonly blocks: ReadonlySet<number>
	/** The people to whom 'everybody kept their value' leaves one value, where the difference as such is safe. */
	readonly pinned?: { readonly arc: Arc; readonly arcsAt: ArcsAt }
}

/**
 * Finds faults of one kind, the plainest first: a block by itself; groups that, taken together, fewer than k people joined
 * or left; people who have one value left to have. Faults without a shown cell of this snapshot are left out: nothing can
 * be held back there.
 */
export function findFaults(graph: BlockGraph, limits: Limits): Fault[] {
	const { blocks, passages, outside, width } = graph
	const withCells = (faults: Fault[]) =>
		faults.filter((fault) => [...fault.blocks].some((block) => (blocks[block]?.cells.length ?? 0) > 0))

	const single = withCells(
		blocks.flatMap(({ difference }, block) =>
			isSafeDifference(difference, limits) ? [] : [{ blocks: new Set([block]) }],
		),
	)
	if (single.length > 0) return single

	const nowOf = groupsNow(graph)
	const blocksOf = (points: Iterable<number>) =>
		new Set([...points].map((point) => graph.blockOf(nowOf(point))).filter((block) => block >= 0))
	for (const arcs of [visibleArcs(graph), trueArcs(passages, outside)]) {
		const cuts = findSmallCuts({
			size: outside + 1,
			outside,
			edges: arcs.map(({ from, to, people }) => ({ a: from, b: to, weight: people })),
			limit: limits.k + limits.allowance,
		})
		const small = withCells(cuts.map((points) => ({ blocks: blocksOf(points) })))
		if (small.length > 0) return small
		const arcsAt = arcsByPoint(arcs)
		const pinned = withCells(
			findPinned(arcs, width).map((arc) => ({
				blocks: blocksOf([arc.to === outside ? arc.from : arc.to]),
				pinned: { arc, arcsAt },
			})),
		)
		if (pinned.length > 0) return pinned
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
