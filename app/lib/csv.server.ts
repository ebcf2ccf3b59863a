import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { TextEncoding } from './decode-text.ts'
import { decodeText } from './decode-text.ts'
import type { Delimiter } from './sniff-delimiter.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'

export type CsvRecord = {
	/** As a spreadsheet numbers it: the first row is 1, a cell may span lines, an empty row counts. */
	row: number
	cells: string[]
}

export type ParsedCsv = {
	ok: true
	encoding: TextEncoding
	delimiter: Delimiter
	/** Without the rows in which every cell is blank. */
	records: CsvRecord[]
}

export type CsvProblem =
	| { kind: 'empty' | 'workbook' | 'pdf' | 'binary' }
	| { kind: 'unclosed-quote'; row: number }
	| { kind: 'broken'; row: number }
	| { kind: 'too-many-rows'; limit: number }

/** Reads the bytes of a CSV of unknown encoding and delimiter. What is wrong with the file is returned. */
export function parseCsv(
	bytes: Uint8Array,
	{ maxRows }: { maxRows: number },
): ParsedCsv | { ok: false; problem: CsvProblem } {
	const decoded = decodeText(bytes)
	if (!decoded.ok) return { ok: false, problem: { kind: decoded.problem } }
	// Excel's own way to name the delimiter
	const named = /^sep=([,;\t|])\r?\n/i.exec(decoded.text)
	const text = named ? decoded.text.slice(named[0].length) : decoded.text
	const delimiter = (named?.[1] as Delimiter | undefined) ?? sniffDelimiter(text)
	// Blank rows do not count as rows, but are not read without end either.
	const rowsRead = maxRows * 4
	let rows: string[][]
	try {
		rows = parse(text, {
			delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			to: rowsRead,
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		const row = (typeof error['records'] === 'number' ? error['records'] : 0) + 1 + (named ? 1 : 0)
		return {
			ok: false,
			problem: { kind: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed-quote' : 'broken', row },
		}
	}
	const first = named ? 2 : 1
	const records = rows
		.map((cells, i) => ({ row: i + first, cells }))
		.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
	if (records.length > maxRows || rows.length === rowsRead) {
		return { ok: false, problem: { kind: 'too-many-rows', limit: maxRows } }
	}
	return { ok: true, encoding: decoded.encoding, delimiter, records }
}

export type CsvCell = string | number | null

/**
 * A CSV as a spreadsheet opens it without harm: UTF-8 with a byte order mark, and cells that would be taken for a formula
 * begin with an apostrophe.
 */
export function formatCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
	return stringify([header, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' })
}

/** A CSV to be saved under a name of plain letters, digits, points and hyphens. */
export function csvResponse(csv: string, fileName: string): Response {
	return new Response(csv, {
		headers: {
			'Content-Type': 'text/csv; charset=utf-8',
			'Content-Disposition': `attachment; filename="${fileName.replace(/[^\w.-]+/g, '-')}"`,
		},
	})
}
