import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import { formatCsvText } from './format-csv-text.server.ts'
import { keepTexts } from './kept-texts.ts'
import type { Sheet, SheetWriter, TakeBytes } from './sheet.ts'

/**
 * What stands above the rows.
 *
 * @param options.byteOrderMark for spreadsheets, which else guess the encoding
 */
export function csvHead(
	columns: readonly { key: string }[],
	{ byteOrderMark = true }: { byteOrderMark?: boolean } = {},
): string {
	return (byteOrderMark ? '\uFEFF' : '') + formatCsvPart([columns.map(({ key }) => key)])
}

/** Writes a sheet as CSV with the columns' names for machines, as `formatCsv` does, only faster. */
export async function openCsv<Row>(
	{ columns }: Pick<Sheet<Row>, 'columns'>,
	take: TakeBytes,
): Promise<SheetWriter<Row>> {
	const send = (text: string) => take(Buffer.from(text, 'utf8'))
	const format = keepTexts(formatCsvText)
	// Most cells of a column are as the one above them.
	const last: string[] = []
	const lastFormatted: string[] = []
	await send(csvHead(columns))
	return {
		async write(rows) {
			let text = ''
			for (const row of rows) {
				for (const [i, { value }] of columns.entries()) {
					const cell = value(row)
					if (i > 0) text += ','
					if (typeof cell !== 'string') text += cell ?? ''
					else if (cell === last[i]) text += lastFormatted[i]
					else {
						last[i] = cell
						text += lastFormatted[i] = format(cell)
					}
				}
				text += '\r\n'
			}
			await send(text)
		},
		end: async () => {},
	}
}
