import { gatherBytes } from './gather-bytes.ts'
import { openCsv } from './open-csv.server.ts'
import { openPdf } from './open-pdf.server.ts'
import { openXlsx } from './open-xlsx.server.ts'
import type { Sheet, SheetFormat, TakeBytes } from './sheet.ts'

/** So many rows are written before what there is of the file is handed on. */
const batchSize = 2000

const open = { csv: openCsv, xlsx: openXlsx, pdf: openPdf }

/** Writes a sheet whose rows are all there, in pieces. */
export async function writeSheet<Row>(
	{ format, sheet, rows }: { format: SheetFormat; sheet: Sheet<Row>; rows: readonly Row[] },
	take: TakeBytes,
): Promise<void> {
	await streamSheet(
		{
			...{ format, sheet },
			async each(write) {
				for (let from = 0; from < rows.length; from += batchSize) {
					await write(rows.slice(from, from + batchSize))
				}
			},
		},
		take,
	)
}

/** Writes a sheet while its rows are read: `each` gives them in batches, and waits for each of these. */
export async function streamSheet<Row>(
	{
		format,
		sheet,
		each,
	}: {
		format: SheetFormat
		sheet: Sheet<Row>
		each: (write: (rows: readonly Row[]) => Promise<void>) => Promise<unknown>
	},
	take: TakeBytes,
): Promise<void> {
	const gathered = gatherBytes(take)
	const writer = await open[format]<Row>(sheet, gathered.take)
	await each((rows) => writer.write(rows))
	await writer.end()
	await gathered.flush()
}
