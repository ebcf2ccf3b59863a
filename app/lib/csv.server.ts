import { CsvError, parse } from 'csv-parse/sync'
import { formatCsvPart } from './csv-part.server.ts'
import type { TextEncoding } from './decode-text.ts'
import { decodeText } from './decode-text.ts'
import { PackedRecords } from './packed-records.ts'
import type { Delimiter } from './sniff-delimiter.ts'
import { sniffDelimiter } from './sniff-delimiter.ts'

export type ParsedCsv = {
	ok: true
	encoding: TextEncoding
	delimiter: Delimiter
	/** Without the rows in which every cell is blank. */
	records: PackedRecords
}

export type CsvProblem =
	| { kind: 'empty' | 'workbook' | 'pdf' | 'binary' }
	| { kind: 'unclosed-quote'; row: number }
	| { kind: 'broken'; row: number }
	| { kind: 'too-many-rows'; limit: number }

/** The delimiter shows in this much of a file. */
const beginning = 256 * 1024

/** Reads the bytes of a CSV of unknown encoding and delimiter. What is wrong with the file is returned. */
export function parseCsv(
	bytes: Uint8Array,
	{ maxRows }: { maxRows: number },
): ParsedCsv | { ok: false; problem: CsvProblem } {
	const decoded = decodeText(bytes)
	if (!decoded.ok) return { ok: false, problem: { kind: decoded.problem } }
	// Excel's own way to name the delimiter
	const begins = decoded.utf8.toString('utf8', 0, beginning)
	const named = /^sep=([,;\t|])\r?\n/i.exec(begins)
	const text = named ? decoded.utf8.subarray(named[0].length) : decoded.utf8
	const delimiter = (named?.[1] as Delimiter | undefined) ?? sniffDelimiter(begins)
	// Blank rows do not count as rows, but are not read without end either.
	const rowsRead = maxRows * 4
	const records = new PackedRecords(text.length)
	let row = named ? 1 : 0
	try {
		parse(text, {
			delimiter,
			relax_column_count: true,
			relax_quotes: true,
			skip_empty_lines: false,
			to: rowsRead,
			on_record: (cells: string[]) => {
				row += 1
				if (cells.some((cell) => cell.trim() !== '')) records.add(row, cells)
				return null
			},
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		return {
			ok: false,
			problem: { kind: error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed-quote' : 'broken', row: row + 1 },
		}
	}
	if (records.length > maxRows || row >= rowsRead) {
		return { ok: false, problem: { kind: 'too-many-rows', limit: maxRows } }
	}
	if (records.length === 0) return { ok: false, problem: { kind: 'empty' } }
	return { ok: true, encoding: decoded.encoding, delimiter, records }
}

export type CsvCell = string | number | null

/**
 * A CSV as a spreadsheet opens it without harm: UTF-8 with a byte order mark, and cells that would be taken for a formula
 * begin with an apostrophe.
 */
export function formatCsv(header: readonly string[], rows: Iterable<readonly CsvCell[]>): string {
	return `\uFEFF${formatCsvPart([header, ...rows])}`
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
