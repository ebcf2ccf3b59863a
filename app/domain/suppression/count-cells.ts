import type { Measured, PlacedPeople } from './placed-people.ts'
import { cellOf, valueOf } from './placed-people.ts'
import { amountWidth, valueCount } from './standings.ts'

/** The people of each cell whom the reader does NOT see, of whole subtrees. */
export type CountedCells = {
	/** `width` counts a cell. */
	readonly counts: Int32Array
	readonly width: number
	/** `amountWidth` sums a cell; null where figures are counts of people alone. */
	readonly amounts: Float64Array | null
	/** People by cell. */
	readonly totals: Int32Array
	/** Whether anybody is counted there at all, seen or not. */
	readonly named: Uint8Array
}

/** People by value of a measure. */
export function countCells(measured: Measured): CountedCells {
	return count(measured, valueCount, (person) => valueOf(measured, person) - 1)
}

/** People who are eligible, of all families. */
export function countEligible(placed: PlacedPeople, families: number): CountedCells {
	const all = { placed, cells: families * placed.lattice.ids.length, place: 0, family: -1 }
	return count(all, 1, () => 0)
}

/** @param positionOf the position of a person's value, or -1 for who has none */
function count(measured: Measured, width: number, positionOf: (person: number) => number): CountedCells {
	const { cells } = measured
	const { frozen, lattice, seen } = measured.placed
	const counts = new Int32Array(cells * width)
	const given = width > 1 ? frozen.amounts : undefined
	const amounts = given ? new Float64Array(cells * amountWidth) : null
	const totals = new Int32Array(cells)
	const named = new Uint8Array(cells)
	for (let person = 0; person < frozen.standings.people; person++) {
		const value = positionOf(person)
		if (value < 0) continue
		const cell = cellOf(measured, person)
		named[cell] = 1
		if (seen[person]) continue
		counts[cell * width + value] = (counts[cell * width + value] ?? 0) + 1
		totals[cell] = (totals[cell] ?? 0) + 1
		const amount = given?.[person] ?? 0
		if (amounts) addAmounts(amounts, cell, amount, amount * amount)
	}
	// From the leaves up: parents stand before their children.
	const size = lattice.ids.length
	for (let cell = cells - 1; cell >= 0; cell--) {
		const parent = lattice.parents[cell % size] ?? -1
		if (parent < 0 || !named[cell]) continue
		const above = cell - (cell % size) + parent
		named[above] = 1
		totals[above] = (totals[above] ?? 0) + (totals[cell] ?? 0)
		for (let value = 0; value < width; value++) {
			counts[above * width + value] =
				(counts[above * width + value] ?? 0) + (counts[cell * width + value] ?? 0)
		}
		if (amounts) addAmounts(amounts, above, ...amountsAt(amounts, cell))
	}
	return { counts, width, amounts, totals, named }
}

function addAmounts(amounts: Float64Array, cell: number, sum: number, squares: number): void {
	const at = cell * amountWidth
	amounts[at] = (amounts[at] ?? 0) + sum
	amounts[at + 1] = (amounts[at + 1] ?? 0) + squares
}

const amountsAt = (amounts: Float64Array, cell: number): [number, number] => [
	amounts[cell * amountWidth] ?? 0,
	amounts[cell * amountWidth + 1] ?? 0,
]
