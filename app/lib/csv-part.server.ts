import { stringify } from 'csv-stringify/sync'
import type { CsvCell } from './csv.server.ts'

/** Some rows of a CSV that is written piece by piece, as `formatCsv` has them, without its byte order mark. */
export function formatCsvPart(rows: readonly (readonly CsvCell[])[]): string {
	return stringify([...rows], { escape_formulas: true, record_delimiter: 'windows' })
}
