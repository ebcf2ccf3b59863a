import type { CyclePair } from './cycle-pair.ts'
import type { Flows } from './flows.ts'
import type { Difference } from './group-rules.ts'
import { groupsOf } from './cycle-pair.ts'
import { addCounts, collectFlows, copyCounts } from './flows.ts'
import { emptyDifference } from './group-rules.ts'
import { valueCount } from './standings.ts'
import { unionFind } from './union-find.ts'

/**
 * The groups that the shown cells tell apart, of both snapshots, as the points of a graph: group `g` of the earlier one is
 * point `g`, group `g` of this one point `cells of the earlier one + g`, and one more point stands for being in no shown
 * cell. Groups of both snapshots that at least k people passed between hold together in a block.
 */
export type BlockGraph = {
	/** People by the point where they were and the point where they are; no counts of values at the point outside. */
	readonly passages: Flows
	readonly outside: number
	/** Block of each point; -1 for the point outside and for points that nobody passes. */
	readonly blockOf: Int32Array
	readonly blocks: Blocks
	/** Point and block of a shown cell of this snapshot; of no cell (-1), the point outside and -1. */
	readonly pointOfCell: (cell: number) => number
	readonly blockOfCell: (cell: number) => number
}

/** Blocks by number, as arrays. */
export type Blocks = {
	readonly length: number
	/** `valueCount` counts each: the values of the people then and now. */
	readonly before: Int32Array
	readonly after: Int32Array
	/** People who are in the block now and were not then, and the other way round. */
	readonly joined: Int32Array
	readonly left: Int32Array
	/** The shown cells of this snapshot whose groups are in the block. */
	readonly cellsOf: (block: number) => readonly number[]
	/** People who passed between the block and another one, either way; -1 is outside. */
	readonly moversOf: (block: number) => ReadonlyMap<number, number>
}

/** Which groups of two snapshots hold together, and who passed between them. `tie` people hold two groups together. */
export function buildBlocks(pair: CyclePair, shown: Uint8Array, tie: number): BlockGraph {
	const { flows } = pair
	const then = groupsOf(pair.then, pair.families, pair.shownThen)
	const now = groupsOf(pair.now, pair.families, shown)
	const outside = then.length + now.length
	const { at, flows: passages } = collectFlows({ from: outside + 1, to: outside + 1 }, 1 + flows.length)
	for (let flow = 0; flow < flows.length; flow++) {
		const groupThen = then[flows.from[flow] ?? -1] ?? -1
		const groupNow = now[flows.to[flow] ?? -1] ?? -1
		if (groupThen < 0 && groupNow < 0) continue
		const passage = at(groupThen < 0 ? outside : groupThen, groupNow < 0 ? outside : then.length + groupNow)
		passages.count[passage] = (passages.count[passage] ?? 0) + (flows.count[flow] ?? 0)
		if (groupThen >= 0) addCounts(passages.before, passage, flows.before, flow)
		if (groupNow >= 0) addCounts(passages.after, passage, flows.after, flow)
	}

	const sets = unionFind(outside + 1)
	for (let passage = 0; passage < passages.length; passage++) {
		const from = passages.from[passage] ?? outside
		const to = passages.to[passage] ?? outside
		if (from !== outside && to !== outside && (passages.count[passage] ?? 0) >= tie) sets.join(from, to)
	}
	let length = 0
	const blockOf = new Int32Array(outside + 1).fill(-1)
	function enter(point: number): void {
		if (point === outside) return
		const root = sets.find(point)
		if ((blockOf[root] ?? -1) < 0) blockOf[root] = length++
		blockOf[point] = blockOf[root] ?? -1
	}
	for (let passage = 0; passage < passages.length; passage++) {
		enter(passages.from[passage] ?? outside)
		enter(passages.to[passage] ?? outside)
	}
	for (let cell = 0; cell < shown.length; cell++) if (shown[cell]) enter(then.length + cell)

	const before = new Int32Array(length * valueCount)
	const after = new Int32Array(length * valueCount)
	const joined = new Int32Array(length)
	const left = new Int32Array(length)
	for (let passage = 0; passage < passages.length; passage++) {
		const count = passages.count[passage] ?? 0
		const from = blockOf[passages.from[passage] ?? outside] ?? -1
		const to = blockOf[passages.to[passage] ?? outside] ?? -1
		if (from >= 0) addCounts(before, from, passages.before, passage)
		if (to >= 0) addCounts(after, to, passages.after, passage)
		if (from === to) continue
		if (from >= 0) left[from] = (left[from] ?? 0) + count
		if (to >= 0) joined[to] = (joined[to] ?? 0) + count
	}
	const pointOfCell = (cell: number) => (cell < 0 ? outside : then.length + cell)
	const blockOfCell = (cell: number) => blockOf[pointOfCell(cell)] ?? -1
	const cells = lazily(() => listCells(shown, blockOfCell))
	const movers = lazily(() => countMovers(passages, blockOf))
	const blocks: Blocks = {
		...{ length, before, after, joined, left },
		cellsOf: (block) => cells().get(block) ?? [],
		moversOf: (block) => movers().get(block) ?? new Map<number, number>(),
	}
	return { passages, outside, blockOf, blocks, pointOfCell, blockOfCell }
}

/** Not every graph is asked for everything. */
function lazily<Value>(make: () => Value): () => Value {
	let made: { value: Value } | undefined
	return () => (made ??= { value: make() }).value
}

function listCells(shown: Uint8Array, blockOfCell: (cell: number) => number): Map<number, number[]> {
	const cells = new Map<number, number[]>()
	for (let cell = 0; cell < shown.length; cell++) {
		if (!shown[cell]) continue
		const block = blockOfCell(cell)
		const list = cells.get(block)
		if (list) list.push(cell)
		else cells.set(block, [cell])
	}
	return cells
}

function countMovers(passages: Flows, blockOf: Int32Array): Map<number, Map<number, number>> {
	const movers = new Map<number, Map<number, number>>()
	for (let passage = 0; passage < passages.length; passage++) {
		const from = blockOf[passages.from[passage] ?? -1] ?? -1
		const to = blockOf[passages.to[passage] ?? -1] ?? -1
		if (from === to) continue
		for (const [block, other] of [
			[from, to],
			[to, from],
		] as const) {
			const others = movers.get(block) ?? new Map<number, number>()
			movers.set(block, others)
			others.set(other, (others.get(other) ?? 0) + (passages.count[passage] ?? 0))
		}
	}
	return movers
}

/** The difference of one block, written into `target`. */
export function readDifference(blocks: Blocks, block: number, target: Difference): Difference {
	copyCounts(target.before, 0, blocks.before, block)
	copyCounts(target.after, 0, blocks.after, block)
	target.joined = blocks.joined[block] ?? 0
	target.left = blocks.left[block] ?? 0
	return target
}

/** The difference of several blocks taken together. */
export function differenceOfBlocks(graph: BlockGraph, members: ReadonlySet<number>): Difference {
	const taken = new Set<number>()
	let union = emptyDifference()
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
	if (added < 0 || members.has(added)) return union
	// Who passes between the block and the union has left one of them and joined the other, and stays in both together.
	let between = 0
	for (const [other, count] of blocks.moversOf(added)) if (members.has(other)) between += count
	const together = readDifference(blocks, added, emptyDifference())
	addCounts(together.before, 0, union.before, 0)
	addCounts(together.after, 0, union.after, 0)
	together.joined += union.joined - between
	together.left += union.left - between
	return together
}
