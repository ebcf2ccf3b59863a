import type { RefusedRow } from '#app/domain/import/import-outcome.ts'
import { remarkHeaders } from '#app/domain/import/remark-headers.ts'
import type { ValueRefusal } from '#app/domain/import/value-reader.ts'
import type { FileRecord } from '#app/data/connectors/connector.ts'
import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import { storableText } from '#app/lib/storable-text.ts'
import type { TextBuffer } from './text-buffer.ts'

const rowsAtOnce = 500
const shownRows = 50
const shownCells = 12
/** Reasons of one row that are told: a row of a thousand columns may have as many. */
const toldReasons = 20

/** Writes the original rows that are refused, with their numbers and reasons, as CSV. */
export class RefusedCsv {
	readonly #header: readonly string[]
	readonly #out: TextBuffer
	#rows: (string | number)[][] = []
	#hasHeader = false

	constructor(header: readonly string[], out: TextBuffer) {
		this.#header = header
		this.#out = out
	}

	/** @param first where the first of all refused rows are kept, for pages */
	add({ row, cells }: FileRecord, refusals: readonly ValueRefusal[], first: RefusedRow[]): void {
		const named = refusals
			.slice(0, toldReasons)
			.map(({ column, message }) => ({ column: this.#header[column] ?? null, message }))
		const told = named.map(({ column, message }) => (column ? `${column}: ${message}` : message))
		if (refusals.length > toldReasons) told.push(`And ${refusals.length - toldReasons} more.`)
		// What a row has beyond its columns stands behind its reason, where it is refused once more unless it is mended.
		const width = this.#header.length
		const beyond = cells.slice(width)
		this.#rows.push([...this.#header.map((_, column) => cells[column] ?? ''), row, told.join(' '), ...beyond])
		if (this.#rows.length >= rowsAtOnce) this.flush()
		if (first.length >= shownRows) return
		const [{ column, message } = { column: null, message: '' }] = named
		const more = told.length > 1 ? ` And ${refusals.length - 1} more.` : ''
		first.push({
			row,
			column: column && storableText(column),
			message: storableText(message + more),
			cells: cells.slice(0, shownCells).map((cell) => storableText(cell.slice(0, 60))),
		})
	}

	flush(): void {
		if (this.#rows.length === 0) return
		if (!this.#hasHeader) {
			this.#out.add(`\uFEFF${formatCsvPart([[...this.#header, remarkHeaders.row, remarkHeaders.reason]])}`)
			this.#hasHeader = true
		}
		this.#out.add(formatCsvPart(this.#rows))
		this.#rows = []
	}
}
