import type { Lattice } from './lattice.ts'
import { amountWidth } from './standings.ts'

export type Column = {
	readonly lattice: Lattice
	/** Counts of whole subtrees, `width` values a node. */
	readonly counts: Int32Array
	readonly width: number
	/** `amountWidth` sums a node, of whole subtrees; null where figures are counts of people alone. */
	readonly amounts: Float64Array | null
}

/** Whether people may be told apart, by their counts and amounts. */
export type IsSafe = (counts: Int32Array, amounts: Float64Array | null) => boolean

/**
 * Chooses the cells of one family and measure so that every group that they tell apart is safe or has nobody in it: the
 * people of a shown cell who are in no shown cell below it. From the leaves up; where the rest of a node is not safe, the
 * smallest cells below it are held back and their people counted with the rest. A candidate must be safe as a whole.
 */
export function chooseCells(
	{ lattice, counts, width, amounts }: Column,
	isCandidate: (node: number, ...of: Parameters<IsSafe>) => boolean,
	isSafe: IsSafe,
): Uint8Array {
	const { ids, parents } = lattice
	const size = ids.length
	const shown = new Uint8Array(size)
	/** Counts of the people of a node who are in no shown cell below it; at first, of those who stand in it directly. */
	const rest = counts.slice()
	const restAmounts = amounts?.slice() ?? null
	const totals = new Int32Array(size)
	const restTotals = new Int32Array(size)
	/** The topmost shown cells below a node. */
	const below = new Map<number, number[]>()

	for (let node = 0; node < size; node++) {
		for (let value = 0; value < width; value++) {
			totals[node] = (totals[node] ?? 0) + (counts[node * width + value] ?? 0)
		}
		restTotals[node] = totals[node] ?? 0
	}
	const all = { counts, amounts, totals }
	const ofRest = { counts: rest, amounts: restAmounts, totals: restTotals }
	function move(from: typeof all, node: number, to: number, sign: 1 | -1): void {
		restTotals[to] = (restTotals[to] ?? 0) + sign * (from.totals[node] ?? 0)
		for (let value = 0; value < width; value++) {
			const index = to * width + value
			rest[index] = (rest[index] ?? 0) + sign * (from.counts[node * width + value] ?? 0)
		}
		if (!restAmounts) return
		for (let amount = 0; amount < amountWidth; amount++) {
			const index = to * amountWidth + amount
			restAmounts[index] =
				(restAmounts[index] ?? 0) + sign * (from.amounts?.[node * amountWidth + amount] ?? 0)
		}
	}
	const countsAt = (of: typeof all, node: number) =>
		[
			of.counts.subarray(node * width, (node + 1) * width),
			of.amounts?.subarray(node * amountWidth, (node + 1) * amountWidth) ?? null,
		] as const
	for (let node = 0; node < size; node++) {
		const parent = parents[node] ?? -1
		if (parent >= 0 && totals[node] !== 0) move(all, node, parent, -1)
	}
	const isRestSafe = (node: number) => restTotals[node] === 0 || isSafe(...countsAt(ofRest, node))

	/** The cell that costs least to hold back: the smallest that adds people to the rest, else the smallest. */
	function cheapest(nodes: readonly number[]): number {
		return nodes.reduce((best, node) => {
			const adds = restTotals[node] !== 0
			if (adds !== (restTotals[best] !== 0)) return adds ? node : best
			const difference = (totals[node] ?? 0) - (totals[best] ?? 0)
			if (difference !== 0) return difference < 0 ? node : best
			return (ids[node] ?? '') < (ids[best] ?? '') ? node : best
		})
	}

	for (let node = size - 1; node >= 0; node--) {
		if (totals[node] === 0) continue
		let topmost = below.get(node) ?? []
		if (isCandidate(node, ...countsAt(all, node))) {
			while (topmost.length > 0 && !isRestSafe(node)) {
				const held = cheapest(topmost)
				shown[held] = 0
				move(ofRest, held, node, 1)
				topmost = [...topmost.filter((other) => other !== held), ...(below.get(held) ?? [])]
			}
			if (isRestSafe(node)) {
				shown[node] = 1
				below.set(node, topmost)
				topmost = [node]
			}
		}
		const parent = parents[node] ?? -1
		if (parent < 0) continue
		if (!shown[node]) move(ofRest, node, parent, 1)
		const above = below.get(parent)
		if (above) above.push(...topmost)
		else below.set(parent, [...topmost])
	}
	return shown
}
