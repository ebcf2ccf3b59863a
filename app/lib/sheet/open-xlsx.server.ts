import { keepTexts } from './kept-texts.ts'
import type { Sheet, SheetColumn, SheetWriter, TakeBytes } from './sheet.ts'
import { endOf, escapeXml, xlsxCells } from './xlsx-cells.server.ts'
import { openXlsxFile } from './xlsx-file.server.ts'
import { toSerial } from './xlsx-frame.server.ts'

/** So much of the sheet is packed at a time: the more, the more of it is in memory. */
const pieceLength = 256 * 1024

/** Writes a sheet as a workbook, piece by piece, with typed cells. Text is text, whatever it begins with: none of it is a formula. */
export async function openXlsx<Row>(sheet: Sheet<Row>, take: TakeBytes): Promise<SheetWriter<Row>> {
	const file = await openXlsxFile(sheet, take)
	const writeRow = rowWriter(sheet.columns, file.styles)
	let count = 0
	return {
		async write(rows) {
			let text = ''
			for (const row of rows) {
				text += writeRow(row, (count += 1) + 1)
				if (text.length < pieceLength) continue
				await file.push(Buffer.from(text, 'utf8'))
				text = ''
			}
			if (text !== '') await file.push(Buffer.from(text, 'utf8'))
		},
		end: () => file.end(count),
	}
}

/** A row as the sheet's XML, from its number on: the header has 1. */
function rowWriter<Row>(
	columns: readonly SheetColumn<Row>[],
	styles: readonly number[],
): (row: Row, number: number) => string {
	const cells = xlsxCells(columns, styles).map((cell, i) => ({ ...cell, value: columns[i]?.value }))
	const escape = keepTexts(escapeXml)
	return (row, number) => {
		let xml = `<row r="${number}">`
		for (const { begin, text, number: isNumber, type, value } of cells) {
			const cell = value?.(row) ?? null
			if (cell === null || cell === '') continue
			const typed = type === 'text' ? String(cell) : toSerial(cell, type)
			xml +=
				typeof typed === 'number'
					? `${begin}${number}${isNumber}${typed}${endOf.number}`
					: `${begin}${number}${text}${escape(String(typed))}${endOf.text}`
		}
		return `${xml}</row>`
	}
}
