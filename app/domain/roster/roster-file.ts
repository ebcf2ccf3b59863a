import { cleanCell } from './clean-cell.ts'
import { guessField } from './guess-field.ts'

export type RosterRow = {
	/** As a spreadsheet numbers it. */
	row: number
	cells: readonly string[]
}

/** Rows that can be read again and again; of a large file they are made anew each time, and are for a look, not to be kept. */
export type RosterRows = Iterable<RosterRow> & { readonly length: number }

/** A file with its header told from its rows. */
export type RosterFile = { header: readonly string[]; rows: RosterRows }

/** Columns that the CSV of refused rows adds at the end; a file that comes back with them is read without. */
export const remarkHeaders = { row: 'Contour: row', reason: 'Contour: reason' }

/** How many rows a report may put above its header: a title, the date, who ran it. */
const rowsAboveHeader = 10

/** Letters of a column as a spreadsheet shows them: 0 is A, 26 is AA. */
export function columnLetters(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26))
	return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}

/** Headers that tell columns apart: a blank one is named by its letter, a repeated one is numbered. */
function distinctHeaders(cells: readonly string[]): string[] {
	const seen = new Map<string, number>()
	return cells.map((cell, index) => {
		const name = cleanCell(cell) || `Column ${columnLetters(index)}`
		const count = (seen.get(name) ?? 0) + 1
		seen.set(name, count)
		return count === 1 ? name : `${name} (${count})`
	})
}

/**
 * Finds the header: of the first rows the one with the most headers that are known, or else the first with more than one
 * cell.
 *
 * @returns null when there is no row
 */
export function findHeader(records: RosterRows): RosterFile | null {
	const first = firstOf(records, rowsAboveHeader)
	let at = Math.max(
		0,
		first.findIndex(({ cells }) => filled(cells) > 1),
	)
	let most = 1
	for (const [index, { cells }] of first.entries()) {
		const known = cells.filter((cell) => guessField(cell)).length
		if (known > most) [at, most] = [index, known]
	}
	const header = first[at]
	if (!header) return null
	const isRemark = (cell: string) => cell === remarkHeaders.row || cell === remarkHeaders.reason
	const width = header.cells.findLastIndex((cell) => cell.trim() !== '' && !isRemark(cell)) + 1
	return {
		header: distinctHeaders(header.cells.slice(0, width)),
		rows: rowsBelow(records, at, header.cells.some(isRemark) ? width : undefined),
	}
}

function firstOf(records: RosterRows, count: number): RosterRow[] {
	const first: RosterRow[] = []
	for (const record of records) {
		if (first.length === count) break
		first.push(record)
	}
	return first
}

/** @param width how many cells of a row count; all of them where it is not given */
function rowsBelow(records: RosterRows, header: number, width?: number): RosterRows {
	return {
		length: records.length - header - 1,
		*[Symbol.iterator]() {
			let at = 0
			for (const { row, cells } of records) if (at++ > header) yield { row, cells: cells.slice(0, width) }
		},
	}
}

function filled(cells: readonly string[]): number {
	return cells.filter((cell) => cell.trim() !== '').length
}

/** Distinct values of a column, the first ones, for showing what is in it. */
export function sampleValues(file: RosterFile, column: number, count = 3): string[] {
	const values = new Set<string>()
	for (const { cells } of file.rows) {
		const value = cleanCell(cells[column])
		if (value) values.add(value)
		if (values.size === count) break
	}
	return [...values]
}

/** Every cell of a column that is not blank, cleaned. */
export function columnValues(file: RosterFile, column: number | undefined): string[] {
	if (column === undefined) return []
	const values: string[] = []
	for (const { cells } of file.rows) {
		const value = cleanCell(cells[column])
		if (value !== '') values.push(value)
	}
	return values
}
