/**
 * - `day`: `2026-12-31`
 * - `moment`: an instant as ISO text
 * - `percent`: a share, 0 to 1
 */
export type CellType = 'text' | 'number' | 'percent' | 'day' | 'moment'
export type CellValue = string | number | null

export type SheetColumn<Row> = {
	/** Its name for machines, in the CSV: it stays. */
	key: string
	/** Its name for people, in a workbook and on paper. */
	label: string
	type: CellType
	/** Of numbers and shares: decimals that are always shown. */
	decimals?: number
	/** In characters, in a workbook. */
	width: number
	/** Its part of the width of a page; without it the column is not on paper. */
	paper?: number
	/** A day as text, a moment as ISO text. */
	value: (row: Row) => CellValue
}

/** One line of what is said about a sheet: what it is of, and how sure that is. */
export type AboutLine = {
	label: string
	type: CellType
	decimals?: number
	value: CellValue
}

export type BarChart = {
	title: string
	/** What a bar's figure counts, of one and of any other number: `person`, `people`. */
	unit: { one: string; many: string }
	bars: readonly { group: string; label: string; value: number }[]
	/** Bars that there are besides. */
	more: number
}

/**
 * What a file of rows is, whichever format it gets: CSV, a workbook and paper are all written from this and from the same
 * rows.
 */
export type Sheet<Row> = {
	title: string
	columns: readonly SheetColumn<Row>[]
	/** Where the rows come from: a page of its own on paper and a sheet of its own in a workbook. */
	about: readonly AboutLine[]
	/** What stands at the foot of every page. */
	footer: string
	chart?: BarChart
	/** The heading on paper under which a row stands; rows of one heading follow each other. */
	groupOf: (row: Row) => string
	locale: string
	timeZone: string
}

/** Writes a sheet piece by piece, as rows come. */
export type SheetWriter<Row> = {
	write: (rows: readonly Row[]) => Promise<void>
	/** Writes what comes after the rows. Without it the file is none. */
	end: () => Promise<void>
}

/** Takes a piece of a file, and is waited for. */
export type TakeBytes = (bytes: Uint8Array) => Promise<void>

export type SheetFormat = 'csv' | 'xlsx' | 'pdf'

export const mediaTypes: Record<SheetFormat, string> = {
	csv: 'text/csv; charset=utf-8',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	pdf: 'application/pdf',
}
