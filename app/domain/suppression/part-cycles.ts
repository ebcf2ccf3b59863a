import type { BlockGraph } from './blocks.ts'
import type { CyclePair } from './cycle-pair.ts'
import type { Fault } from './find-faults.ts'
import type { Difference, Limits } from './group-rules.ts'
import { buildBlocks, differenceOfBlocks, withBlock } from './blocks.ts'
import { groupsOf } from './cycle-pair.ts'
import { findFaults } from './find-faults.ts'
import { certainChanges, isSafeDifference, peopleInvolved } from './group-rules.ts'
import { joinsThatFree } from './pinned.ts'

/** The shown cells of one measure, and what is needed to weigh one against another. */
export type Shown = {
	/** By position `family * nodes + node`; cells are taken out of it in place. */
	readonly cells: Uint8Array
	/** People in the cell. */
	readonly totals: Int32Array
}

/**
 * Holds cells back until no difference to an earlier snapshot gives anybody away. Only ever takes cells out, which joins
 * two groups and so leaves every group as safe as it was. In steps: there may be a hundred for a company of 100,000.
 */
export function* holdBackDifferences(
	pairs: readonly CyclePair[],
	shown: Shown,
	limits: Limits,
): Generator<void, void> {
	/** How many times cells were held back in all, and how many it were when a pair was last without fault. */
	let changes = 0
	const cleanAt = pairs.map(() => -1)
	for (;;) {
		const index = cleanAt.findIndex((at) => at !== changes)
		const pair = pairs[index]
		if (!pair) return
		while (holdBackOnce(pair, shown, limits)) {
			changes++
			yield
		}
		yield
		cleanAt[index] = changes
	}
}

function holdBackOnce(pair: CyclePair, shown: Shown, limits: Limits): boolean {
	const graph = buildBlocks(pair, shown.cells, limits.k + limits.allowance)
	const faults = findFaults(graph, limits)
	if (faults.length === 0) return false
	const tree = treeOfShown(pair, shown.cells)
	const byTotal = (a: number, b: number) =>
		(shown.totals[a] ?? 0) - (shown.totals[b] ?? 0) || (idOf(pair, a) < idOf(pair, b) ? -1 : 1)
	const touched = new Set<number>()
	for (const fault of faults) {
		// What an earlier repair has changed is looked at again in the next round.
		if ([...fault.blocks].some((block) => touched.has(block))) continue
		for (const cell of chooseRepair({ graph, tree, totals: shown.totals, byTotal, limits }, fault)) {
			touched.add(graph.blockOfCell(cell))
			touched.add(graph.blockOfCell(tree.above.get(cell) ?? -1))
			shown.cells[cell] = 0
		}
		for (const block of fault.blocks) touched.add(block)
	}
	return true
}

type Situation = {
	readonly graph: BlockGraph
	readonly tree: ShownTree
	readonly totals: Int32Array
	readonly byTotal: (a: number, b: number) => number
	readonly limits: Limits
}

/**
 * The cells to hold back for a fault: cells next below its groups, whose people it then counts too, where few of them
 * mend it; else the smallest of its own topmost cells through which somebody came or went.
 */
function chooseRepair(situation: Situation, fault: Fault): number[] {
	const { graph, tree, totals, byTotal } = situation
	const isInFault = (cell: number) => fault.blocks.has(graph.blockOfCell(cell))
	const own = [...fault.blocks].flatMap((block) => graph.blocks.cellsOf(block))
	const tops = own.filter((cell) => !isInFault(tree.above.get(cell) ?? -1)).sort(byTotal)
	const crossed = tops.find((cell) => {
		const movers = graph.blocks.moversOf(graph.blockOfCell(cell)).keys()
		return [...movers].some((other) => !fault.blocks.has(other))
	})
	const top = crossed ?? tops[0]
	if (top === undefined) return []

	const belowOf = (cells: Iterable<number>) =>
		[...cells].flatMap((cell) => tree.below.get(cell) ?? []).filter((cell) => !isInFault(cell))
	if (fault.pinned) {
		const cells = [...tops, ...belowOf(own).sort(byTotal).slice(0, mostMending)].sort(byTotal)
		return [cells.find(freeing(situation, fault)) ?? top]
	}
	const mending = chooseMending(situation, fault, belowOf)
	if (!mending) return [top]
	const cost = mending.reduce((sum, cell) => sum + (totals[cell] ?? 0), 0)
	return cost <= 2 * (totals[top] ?? 0) ? mending : [top]
}

/** More cells than this are not looked at, or held back, for one fault; its own topmost cell is held back instead. */
const mostMending = 24

/** Whether holding back a cell, and counting its people with those above it, leaves pinned people other values to have. */
function freeing({ graph, tree }: Situation, { blocks, pinned }: Fault): (cell: number) => boolean {
	if (!pinned) return () => false
	const isFreedBy = joinsThatFree(pinned.arc, pinned.arcsAt)
	return (cell) => {
		const above = tree.above.get(cell) ?? -1
		if (isFreedBy(graph.pointOfCell(above), graph.pointOfCell(cell))) return true
		const joined = new Set([...blocks, graph.blockOfCell(cell), graph.blockOfCell(above)])
		return certainChanges(differenceOfBlocks(graph, joined)) > 0
	}
}

/**
 * Cells below the groups of a fault that mend it when their people are counted with the rest: one alone if there is such
 * a one, else one after the other, those first that add most people to the difference. Null where few do not mend it.
 */
function chooseMending(
	{ graph, byTotal, limits }: Situation,
	{ blocks }: Fault,
	belowOf: (cells: Iterable<number>) => number[],
): number[] | null {
	const chosen: number[] = []
	const members = new Set(blocks)
	let union = differenceOfBlocks(graph, members)
	let below = belowOf([...blocks].flatMap((block) => graph.blocks.cellsOf(block))).sort(byTotal)
	while (below.length > 0 && chosen.length < mostMending) {
		let best: { cell: number; union: Difference; people: number } | undefined
		for (const cell of below) {
			const more = withBlock(graph, union, members, graph.blockOfCell(cell))
			if (isSafeDifference(more, limits)) return [...chosen, cell]
			const people = peopleInvolved(more)
			if (!best || people > best.people) best = { cell, union: more, people }
		}
		if (!best) break
		const { cell } = best
		chosen.push(cell)
		members.add(graph.blockOfCell(cell))
		union = best.union
		below = [...below.filter((other) => other !== cell), ...belowOf([cell])].sort(byTotal)
	}
	return null
}

type ShownTree = {
	/** The nearest shown cell above a shown cell; -1 where there is none. */
	readonly above: ReadonlyMap<number, number>
	/** The shown cells next below a shown cell. */
	readonly below: ReadonlyMap<number, readonly number[]>
}

function treeOfShown({ now, families }: CyclePair, shown: Uint8Array): ShownTree {
	const groups = groupsOf(now, families, shown)
	const size = now.ids.length
	const above = new Map<number, number>()
	const below = new Map<number, number[]>()
	for (let cell = 0; cell < shown.length; cell++) {
		if (!shown[cell]) continue
		const parent = now.parents[cell % size] ?? -1
		const over = parent < 0 ? -1 : (groups[cell - (cell % size) + parent] ?? -1)
		above.set(cell, over)
		const list = below.get(over)
		if (list) list.push(cell)
		else below.set(over, [cell])
	}
	return { above, below }
}

function idOf({ now }: CyclePair, cell: number): string {
	return `${now.ids[cell % now.ids.length] ?? ''} ${Math.floor(cell / now.ids.length)}`
}
