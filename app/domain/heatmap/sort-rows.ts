/**
 * Rows by a figure of theirs. Those without one stand last, whichever way it goes: where a hidden row stands must not say
 * between which figures its own lies. Rows of one figure, and those without, keep the order that they came in.
 *
 * @param valueOf null for a row that shows no figure to the reader
 */
export function sortRows<Row>(
	rows: readonly Row[],
	valueOf: (row: Row) => number | null,
	order: 'asc' | 'desc',
): Row[] {
	const sign = order === 'asc' ? 1 : -1
	return rows
		.map((row) => ({ row, value: valueOf(row) }))
		.toSorted((a, b) => {
			if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
			return sign * (a.value - b.value)
		})
		.map(({ row }) => row)
}
