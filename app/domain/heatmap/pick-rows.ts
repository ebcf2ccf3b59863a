/** Which of the rows of a level are wanted. */
export type RowChoice = {
	/** Part of a name, whatever its case; empty for every row. */
	q: string
	/** Ids of rows that stand first, whatever else is asked for. */
	pin: readonly string[]
	/** By name from the end. */
	descending: boolean
	/** Null for all of them. */
	limit: number | null
	offset: number
}

export type PickedRows<Row> = {
	pinned: Row[]
	rows: Row[]
	/** Rows of all pages together, without the pinned ones. */
	total: number
}

/** @param all by name */
export function pickRows<Row extends { id: string; name: string }>(
	all: readonly Row[],
	{ q, pin, descending, limit, offset }: RowChoice,
): PickedRows<Row> {
	const isPinned = ({ id }: Row) => pin.includes(id)
	const wanted = q.toLowerCase()
	const found = all.filter((row) => !isPinned(row) && row.name.toLowerCase().includes(wanted))
	const sorted = descending ? found.toReversed() : found
	return {
		pinned: all.filter(isPinned),
		rows: limit === null ? sorted : sorted.slice(offset, offset + limit),
		total: found.length,
	}
}
