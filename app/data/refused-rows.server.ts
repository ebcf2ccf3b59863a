import type { RosterFile } from '#app/domain/roster/roster-file.ts'
import { remarkHeaders } from '#app/domain/roster/roster-file.ts'
import type { RowError } from '#app/domain/roster/roster-plan.ts'
import { formatCsvPart } from '#app/lib/csv-part.server.ts'

const rowsAtOnce = 1000

/** The original rows that are refused, each with its reasons, as CSV piece by piece: the header first. */
export function* refusedRows(file: RosterFile, errors: readonly RowError[]): Generator<string> {
	const reasons = Map.groupBy(errors, ({ row }) => row)
	yield `\uFEFF${formatCsvPart([[...file.header, remarkHeaders.row, remarkHeaders.reason]])}`
	let rows: (string | number)[][] = []
	for (const { row, cells } of file.rows) {
		const found = reasons.get(row)
		if (!found) continue
		rows.push([...file.header.map((_, i) => cells[i] ?? ''), row, found.map(describe).join(' ')])
		if (rows.length < rowsAtOnce) continue
		yield formatCsvPart(rows)
		rows = []
	}
	if (rows.length > 0) yield formatCsvPart(rows)
}

const describe = ({ column, message }: RowError) => (column ? `${column}: ${message}` : message)
