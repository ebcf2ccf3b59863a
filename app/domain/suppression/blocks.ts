import type { CyclePair } from './cycle-pair.ts'
import type { Difference } from './group-rules.ts'
import { addTo, groupsOf } from './cycle-pair.ts'
import { emptyDifference } from './group-rules.ts'
import { unionFind } from './union-find.ts'

/**
 * The groups that the shown cells tell apart, of both snapshots, as the points of a graph: group `g` of the earlier one is
 * point `g`, group `g` of this one point `groupsThen + g`, and one more point stands for being in no shown cell.
 */
export type Passage = {
	/** People of one group then and of another now. */
	readonly from: number
	readonly to: number
	/** Their values; all 0 at the point outside. */
	readonly before: Int32Array
	readonly after: Int32Array
	count: number
}

/** Groups of both snapshots that hold together because at least k people passed from one to the other. */
export type Block = {
	readonly difference: Difference
	/** The shown cells of this snapshot whose groups are in the block. */
	readonly cells: number[]
	/** People who passed between this block and another one, either way; -1 is outside. */
	readonly movers: Map<number, number>
}

export type BlockGraph = {
	readonly passages: readonly Passage[]
	readonly outside: number
	/** How many values the measure has. */
	readonly width: number
	readonly blocks: readonly Block[]
	/** Block of a point; -1 for the point outside. */
	readonly blockOf: (point: number) => number
	/** Point and block of a shown cell of this snapshot; of no cell (-1), the point outside and -1. */
	readonly pointOfCell: (cell: number) => number
	readonly blockOfCell: (cell: number) => number
}

/** Which groups of two snapshots hold together, and who passed between them. `tie` people hold two groups together. */
export function buildBlocks(pair: CyclePair, shown: Uint8Array, tie: number): BlockGraph {
	const then = groupsOf(pair.then, pair.families, pair.shownThen)
	const now = groupsOf(pair.now, pair.families, shown)
	const outside = then.length + now.length
	const pointThen = (cell: number) => {
		const group = cell < 0 ? -1 : (then[cell] ?? -1)
		return group < 0 ? outside : group
	}
	const pointNow = (cell: number) => {
		const group = cell < 0 ? -1 : (now[cell] ?? -1)
		return group < 0 ? outside : then.length + group
	}

	const byEnds = new Map<number, Passage>()
	for (const flow of pair.flows) {
		const from = pointThen(flow.from)
		const to = pointNow(flow.to)
		if (from === outside && to === outside) continue
		const key = from * (outside + 1) + to
		let passage = byEnds.get(key)
		if (!passage) {
			passage = {
				from,
				to,
				before: new Int32Array(pair.width),
				after: new Int32Array(pair.width),
				count: 0,
			}
			byEnds.set(key, passage)
		}
		passage.count += flow.count
		if (from !== outside) addTo(passage.before, flow.before)
		if (to !== outside) addTo(passage.after, flow.after)
	}
	const passages = [...byEnds.values()]

	const sets = unionFind(outside + 1)
	for (const { from, to, count } of passages) {
		if (from !== outside && to !== outside && count >= tie) sets.join(from, to)
	}
	const blocks: Block[] = []
	const blockOfRoot = new Map<number, number>()
	function blockOf(point: number): number {
		if (point === outside) return -1
		const root = sets.find(point)
		let block = blockOfRoot.get(root)
		if (block === undefined) {
			block = blocks.length
			blocks.push({ difference: emptyDifference(pair.width), cells: [], movers: new Map() })
			blockOfRoot.set(root, block)
		}
		return block
	}
	for (const { from, to, before, after, count } of passages) {
		const fromBlock = blockOf(from)
		const toBlock = blockOf(to)
		const source = blocks[fromBlock]
		const target = blocks[toBlock]
		if (source) addTo(source.difference.before, before)
		if (target) addTo(target.difference.after, after)
		if (fromBlock === toBlock) continue
		if (source) {
			source.difference.left += count
			source.movers.set(toBlock, (source.movers.get(toBlock) ?? 0) + count)
		}
		if (target) {
			target.difference.joined += count
			target.movers.set(fromBlock, (target.movers.get(fromBlock) ?? 0) + count)
		}
	}
	const pointOfCell = (cell: number) => (cell < 0 ? outside : then.length + cell)
	const blockOfCell = (cell: number) => blockOf(pointOfCell(cell))
	for (let cell = 0; cell < shown.length; cell++) {
		if (shown[cell]) blocks[blockOfCell(cell)]?.cells.push(cell)
	}
	return { passages, outside, width: pair.width, blocks, blockOf, pointOfCell, blockOfCell }
}

/** The difference of several blocks taken together. */
export function differenceOfBlocks(graph: BlockGraph, members: ReadonlySet<number>): Difference {
	const taken = new Set<number>()
	let union = emptyDifference(graph.width)
	for (const member of members) {
		union = withBlock(graph, union, taken, member)
		taken.add(member)
	}
	return union
}

/** The difference of `members`, which is `union`, together with one more block. */
export function withBlock(
	{ blocks }: BlockGraph,
	union: Difference,
	members: ReadonlySet<number>,
	added: number,
): Difference {
	const block = blocks[added]
	if (!block || members.has(added)) return union
	// Who passes between the block and the union has left one of them and joined the other, and stays in both together.
	let between = 0
	for (const [other, count] of block.movers) if (members.has(other)) between += count
	const { difference } = block
	return {
		before: union.before.map((count, value) => count + (difference.before[value] ?? 0)),
		after: union.after.map((count, value) => count + (difference.after[value] ?? 0)),
		joined: union.joined + difference.joined - between,
		left: union.left + difference.left - between,
	}
}
