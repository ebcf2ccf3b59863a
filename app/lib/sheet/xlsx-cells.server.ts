import type { CellType } from './sheet.ts'
import { columnName } from './xlsx-frame.server.ts'

/** Excel refuses a file with a longer text in a cell. */
export const longestText = 32_767

/** The cells of a column as XML: `begin`, the number of the row, what kind it is, the value, the end of that kind. */
export type XlsxCell = { type: CellType; begin: string; number: string; text: string; shared: string }
export const endOf = { number: '</v></c>', text: '</t></is></c>', shared: '</v></c>' }

/** Text is an inline string or a shared one, in a cell of format text: none of it is a formula. */
export const xlsxCells = (columns: readonly { type: CellType }[], styles: readonly number[]): XlsxCell[] =>
	columns.map(({ type }, i) => ({
		type,
		begin: `<c r="${columnName(i)}`,
		number: `" s="${styles[i]}"><v>`,
		text: `" s="${styles[i]}" t="inlineStr"><is><t xml:space="preserve">`,
		shared: `" s="${styles[i]}" t="s"><v>`,
	}))

// What XML cannot hold is written as Excel does, `_x0007_`, and what looks like that gets its underscore written so.
const special = /[&<>\ufffe\uffff]|(?![\t\n])\p{Cc}|\p{Cs}|_(?=x[\dA-Fa-f]{4}_)/gu
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** A text as it stands in a cell. */
export function escapeXml(text: string): string {
	const short = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
	return short.replace(
		special,
		(sign) => named[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
	)
}
