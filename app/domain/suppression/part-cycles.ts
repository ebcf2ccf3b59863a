import type { BlockGraph } from './blocks.ts'
import type { CyclePair } from './cycle-pair.ts'
import type { Limits } from './group-rules.ts'
import { buildBlocks, differenceOfBlocks } from './blocks.ts'
import { groupsOf } from './cycle-pair.ts'
import { findFaults } from './find-faults.ts'
import { isSafeDifference, peopleInvolved } from './group-rules.ts'

/** The shown cells of one measure, and what is needed to weigh one against another. */
export type Shown = {
	/** By position `family * nodes + node`; cells are taken out of it in place. */
	readonly cells: Uint8Array
	/** People in the cell. */
	readonly totals: Int32Array
}

/**
 * Holds cells back until no difference to an earlier snapshot gives anybody away. Only ever takes cells out, which joins
 * two groups and so leaves every group as safe as it was.
 */
export function holdBackDifferences(pairs: readonly CyclePair[], shown: Shown, limits: Limits): void {
	for (let isClean = false; !isClean;) {
		isClean = true
		for (const pair of pairs) {
			while (holdBackOnce(pair, shown, limits)) isClean = false
		}
	}
}

function holdBackOnce(pair: CyclePair, shown: Shown, limits: Limits): boolean {
	const graph = buildBlocks(pair, shown.cells, limits.k + limits.allowance)
	const faults = findFaults(graph, pair.width, limits)
	if (faults.length === 0) return false
	const tree = treeOfShown(pair, shown.cells)
	const touched = new Set<number>()
	for (const fault of faults) {
		// What an earlier repair has changed is looked at again in the next round.
		if ([...fault].some((block) => touched.has(block))) continue
		const held = chooseRepair(pair, graph, fault, shown, tree, limits)
		for (const cell of held) {
			touched.add(graph.blockOfCell(cell))
			shown.cells[cell] = 0
		}
		for (const block of fault) touched.add(block)
	}
	return true
}

/**
 * The cells to hold back for a fault: cells next below its groups, whose people it then counts too, where few of them
 * mend it; else the smallest of its own topmost cells through which somebody came or went.
 */
function chooseRepair(
	pair: CyclePair,
	graph: BlockGraph,
	fault: ReadonlySet<number>,
	shown: Shown,
	tree: ShownTree,
	limits: Limits,
): number[] {
	const totalOf = (cell: number) => shown.totals[cell] ?? 0
	const byTotal = (a: number, b: number) =>
		totalOf(a) - totalOf(b) || (idOf(pair, a) < idOf(pair, b) ? -1 : 1)
	const isInFault = (cell: number) => fault.has(graph.blockOfCell(cell))
	const own = [...fault].flatMap((block) => graph.blocks[block]?.cells ?? [])
	const tops = own
		.filter((cell) => {
			const above = tree.above.get(cell) ?? -1
			return above < 0 || !isInFault(above)
		})
		.sort(byTotal)
	const crossed = tops.filter((cell) => {
		const movers = graph.blocks[graph.blockOfCell(cell)]?.movers.keys() ?? []
		return [...movers].some((other) => !fault.has(other))
	})
	const top = crossed[0] ?? tops[0]

	const belowOf = (cells: Iterable<number>) =>
		[...cells].flatMap((cell) => tree.below.get(cell) ?? []).filter((cell) => !isInFault(cell))
	const mending = chooseMending(graph, fault, belowOf, byTotal, pair.width, limits)
	if (mending && (top === undefined || isCheaper(mending, top))) return mending
	return top === undefined ? [] : [top]

	function isCheaper(cells: readonly number[], cell: number): boolean {
		return cells.reduce((total, other) => total + totalOf(other), 0) <= 2 * totalOf(cell)
	}
}

/**
 * Cells below the groups of a fault that mend it when their people are counted with the rest: one alone if there is such
 * a one, else one after the other, those first that add most people to the difference. Null where nothing mends it.
 */
function chooseMending(
	graph: BlockGraph,
	fault: ReadonlySet<number>,
	belowOf: (cells: Iterable<number>) => number[],
	compare: (a: number, b: number) => number,
	width: number,
	limits: Limits,
): number[] | null {
	const chosen: number[] = []
	let members = fault
	let below = belowOf([...fault].flatMap((block) => graph.blocks[block]?.cells ?? [])).sort(compare)
	while (below.length > 0) {
		let best: { cell: number; members: ReadonlySet<number>; people: number } | undefined
		for (const cell of below) {
			const more = new Set([...members, graph.blockOfCell(cell)])
			const difference = differenceOfBlocks(graph, more, width)
			if (isSafeDifference(difference, limits)) return [...chosen, cell]
			const people = peopleInvolved(difference)
			if (!best || people > best.people) best = { cell, members: more, people }
		}
		if (!best) break
		const { cell } = best
		chosen.push(cell)
		members = best.members
		below = [...below.filter((other) => other !== cell), ...belowOf([cell])].sort(compare)
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
