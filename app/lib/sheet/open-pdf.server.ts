import { Paper } from '#app/lib/pdf/paper.server.ts'
import { writeCover } from './pdf-cover.server.ts'
import { PdfTable } from './pdf-table.server.ts'
import type { Sheet, SheetWriter, TakeBytes } from './sheet.ts'

/**
 * Writes a sheet on paper, piece by piece: a page on what it is with a chart, then the rows under a header that every page
 * repeats, with an entry in the contents for each heading.
 */
export async function openPdf<Row>(sheet: Sheet<Row>, take: TakeBytes): Promise<SheetWriter<Row>> {
	const paper = new Paper({ title: sheet.title, locale: sheet.locale })
	const drain = async () => {
		for (const bytes of paper.taken()) await take(bytes)
	}
	await writeCover(paper, sheet)
	await drain()
	const table = await PdfTable.open(paper, sheet)
	return {
		async write(rows) {
			await table.write(rows)
			await drain()
		},
		async end() {
			await table.end()
			await drain()
		},
	}
}
