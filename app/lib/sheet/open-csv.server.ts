import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import { keepTexts } from './kept-texts.ts'
import type { Sheet, SheetWriter, TakeBytes } from './sheet.ts'

const quoted = /[",\r\n]/

/** Whether a text begins with a letter or a digit, which no spreadsheet takes for the beginning of a formula. */
function beginsPlainly(text: string): boolean {
	const first = text.charCodeAt(0)
	return (
		(first >= 0x30 && first <= 0x39) ||
		(first >= 0x41 && first <= 0x5a) ||
		(first >= 0x61 && first <= 0x7a) ||
		// Beyond these the full-width signs begin, and a formula may too.
		(first >= 0xc0 && first < 0xff00)
	)
}

/** What stands in a CSV as it is, is written here; everything else is left to the library. */
function formatText(text: string): string {
	if (text === '' || (beginsPlainly(text) && !quoted.test(text))) return text
	// A second cell, so that it is never the only one of its row, which would be written in another way.
	return formatCsvPart([[text, 'x']]).slice(0, -',x\r\n'.length)
}

/**
 * Writes a sheet as CSV with the columns' names for machines, as `formatCsv` does, only faster.
 *
 * @param options.byteOrderMark for spreadsheets, which else guess the encoding
 */
export async function openCsv<Row>(
	{ columns }: Pick<Sheet<Row>, 'columns'>,
	take: TakeBytes,
	{ byteOrderMark = true }: { byteOrderMark?: boolean } = {},
): Promise<SheetWriter<Row>> {
	const send = (text: string) => take(Buffer.from(text, 'utf8'))
	const format = keepTexts(formatText)
	// Most cells of a column are as the one above them.
	const last: string[] = []
	const lastFormatted: string[] = []
	await send((byteOrderMark ? '\uFEFF' : '') + formatCsvPart([columns.map(({ key }) => key)]))
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
