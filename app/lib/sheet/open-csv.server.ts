import { formatCsvPart } from '#app/lib/csv-part.server.ts'
import type { Sheet, SheetWriter, TakeBytes } from './sheet.ts'

/**
 * Writes a sheet as CSV with the columns' names for machines.
 *
 * @param options.byteOrderMark for spreadsheets, which else guess the encoding
 */
export async function openCsv<Row>(
	{ columns }: Pick<Sheet<Row>, 'columns'>,
	take: TakeBytes,
	{ byteOrderMark = true }: { byteOrderMark?: boolean } = {},
): Promise<SheetWriter<Row>> {
	const send = (text: string) => take(Buffer.from(text, 'utf8'))
	await send((byteOrderMark ? '\uFEFF' : '') + formatCsvPart([columns.map(({ key }) => key)]))
	return {
		write: (rows) => send(formatCsvPart(rows.map((row) => columns.map(({ value }) => value(row))))),
		end: async () => {},
	}
}
