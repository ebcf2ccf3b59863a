import { gatherBytes } from './gather-bytes.ts'
import { openCsv } from './open-csv.server.ts'
import { openPdf } from './open-pdf.server.ts'
import { openXlsx } from './open-xlsx.server.ts'
import type { Sheet, SheetFormat, TakeBytes } from './sheet.ts'

/** So many rows are written before what there is of the file is handed on. */
const batchSize = 2000

/** Writes a sheet whose rows are all there, in pieces. */
export async function writeSheet<Row>(
	{ format, sheet, rows }: { format: SheetFormat; sheet: Sheet<Row>; rows: readonly Row[] },
	take: TakeBytes,
): Promise<void> {
	const gathered = gatherBytes(take)
	const open = { csv: openCsv<Row>, xlsx: openXlsx<Row>, pdf: openPdf<Row> }[format]
	const writer = await open(sheet, gathered.take)
	for (let from = 0; from < rows.length; from += batchSize) {
		await writer.write(rows.slice(from, from + batchSize))
	}
	await writer.end()
	await gathered.flush()
}
