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
	readonly blocks: readonly Block[]
	/** Block of a point; -1 for the point outside. */
	readonly blockOf: (point: number) => number
	/** Block of a shown cell of this snapshot. */
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
	const blockOfCell = (cell: number) => blockOf(then.length + cell)
	for (let cell = 0; cell < shown.length; cell++) {
		if (shown[cell]) blocks[blockOfCell(cell)]?.cells.push(cell)
	}
	return { passages, outside, blocks, blockOf, blockOfCell }
}

/** The difference of several blocks taken together. */
export function differenceOfBlocks(
	graph: BlockGraph,
	members: ReadonlySet<number>,
	width: number,
): Difference {
	const total = emptyDifference(width)
	for (const member of members) {
		const block = graph.blocks[member]
		if (!block) continue
		addTo(total.before, block.difference.before)
		addTo(total.after, block.difference.after)
		let inside = 0
		for (const [other, count] of block.movers) if (members.has(other)) inside += count
		total.joined += block.difference.joined
		total.left += block.difference.left
		// Between two members both ends count the same movers: half of them as joined, half as left, on average.
		total.joined -= inside / 2
		total.left -= inside / 2
	}
	return total
}
