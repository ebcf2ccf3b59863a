import type { Options } from 'csv-stringify/sync'
import { stringify } from 'csv-stringify/sync'
import type { CsvCell } from './csv.server.ts'

const options: Options = {
	escape_formulas: true,
	record_delimiter: 'windows',
	// A line break of any kind ends a row where it stands outside of quotation marks, and a formula could follow it.
	quoted_match: /[\r\n]/,
}

/** Some rows of a CSV that is written piece by piece, as `formatCsv` has them, without its byte order mark. */
export function formatCsvPart(rows: readonly (readonly CsvCell[])[]): string {
	return stringify([...rows], options)
}
