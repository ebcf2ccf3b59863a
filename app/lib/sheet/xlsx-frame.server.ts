import { unzipSync } from 'fflate'
import type { CellStyle, CellValue as XlsxValue } from 'hucre/xlsx'
import { writeXlsx } from 'hucre/xlsx'
import type { AboutLine, CellType, Sheet } from './sheet.ts'

/**
 * A whole workbook but for its rows, made by the library: both sheets, styles, frozen header, filter, widths. The rows are
 * streamed into it, because the library's own stream has neither a filter nor a second sheet.
 */
export type XlsxFrame = {
	/** Its other parts by their names, in the order in which they are to be written, which come after the rows' sheet. */
	rest: { path: string; text: string }[]
	/** The part that has its shared strings, which comes last, and how many there are. */
	strings: { path: string; text: string; count: number }
	path: string
	/** The sheet of the rows, up to and with its header row. */
	before: string
	/** What comes after its last row. */
	after: string
	/** Of each column, the number of its style. */
	styles: number[]
	/** What stands in `after` and `rest` for the range of all rows; `rangeOf` has the true one. */
	placeholder: RegExp
	rangeOf: (rows: number) => string
}

const dataName = 'Data'
const stringsPath = 'xl/sharedStrings.xml'
const bold = { bold: true, name: 'Calibri', size: 11 }
const header: CellStyle = { font: bold, alignment: { vertical: 'top', wrapText: true } }
/** A row that shows which number the style of each column has got. */
const sample = 1

export async function makeXlsxFrame<Row>(sheet: Sheet<Row>): Promise<XlsxFrame> {
	const { columns, about } = sheet
	const last = columnName(columns.length - 1)
	const range = `A1:${last}2`
	const bytes = await writeXlsx({
		sheets: [
			{
				name: dataName,
				columns: columns.map(({ width, ...column }) => ({ width, style: styleOf(column) })),
				rows: [columns.map(({ label }) => label), columns.map(() => sample)],
				cells: new Map(columns.map(({ label }, i) => [`0,${i}`, { value: label, style: header }])),
				freezePane: { rows: 1, columns: 1 },
				autoFilter: { range },
				pageSetup: { orientation: 'landscape', paperSize: 'a4', printTitlesRow: '$1:$1' },
			},
			aboutSheet(sheet.title, about),
		],
		properties: { title: sheet.title, creator: 'Contour' },
		stringMode: 'shared',
	})
	const parts = unzipSync(bytes)
	const path = 'xl/worksheets/sheet1.xml'
	const text = textOf(parts[path])
	const [row] = /<row r="2".*?<\/row>/s.exec(text) ?? []
	const styles = [...(row ?? '').matchAll(/<c r="[A-Z]+2"(?: s="(\d+)")?/g)].map(([, s]) => Number(s ?? 0))
	const end = text.indexOf('</sheetData>')
	const shared = textOf(parts[stringsPath])
	if (!row || styles.length !== columns.length || end < 0 || !shared.includes('</sst>'))
		throw new Error('A workbook has another form.')
	return {
		path,
		// Where it is known only at the end, the size is left out.
		before: text
			.slice(0, end)
			.replace(row, '')
			.replace(/<dimension [^>]*\/>/, ''),
		after: text.slice(end),
		styles,
		strings: { path: stringsPath, text: shared, count: shared.split('<si>').length - 1 },
		rest: Object.entries(parts)
			.filter(([name]) => name !== path && name !== stringsPath)
			.map(([name, content]) => ({ path: name, text: textOf(content) })),
		placeholder: new RegExp(`\\$?A\\$?1:\\$?${last}\\$?2(?!\\d)`, 'g'),
		rangeOf: (rows) => `$A$1:$${last}$${rows + 1}`,
	}
}

const textOf = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString('utf8')

function styleOf({ type, decimals }: { type: CellType; decimals?: number }): CellStyle {
	// With as many decimals as each has: `0` would show 2.5 as 3.
	if (type === 'number' && decimals === undefined) return { numFmt: 'General' }
	const places = decimals ? `.${'0'.repeat(decimals)}` : ''
	if (type === 'number') return { numFmt: `0${places}` }
	if (type === 'percent') return { numFmt: `0${places}%` }
	if (type === 'day') return { numFmt: 'yyyy-mm-dd' }
	if (type === 'moment') return { numFmt: 'yyyy-mm-dd hh:mm' }
	// Text, whatever somebody types over it.
	return { numFmt: '@' }
}

function aboutSheet(title: string, about: readonly AboutLine[]) {
	const rows: XlsxValue[][] = [[title, null], ...about.map(({ label, value }) => [label, value])]
	const cells = about.map(({ value, ...line }, i): [string, { value: XlsxValue; style: CellStyle }] => [
		`${i + 1},1`,
		{
			value: toSerial(value, line.type),
			style: { ...styleOf(line), alignment: { horizontal: 'left', vertical: 'top', wrapText: true } },
		},
	])
	return {
		name: 'About',
		columns: [{ width: 28, style: { font: bold, alignment: { vertical: 'top' as const } } }, { width: 90 }],
		rows,
		cells: new Map([['0,0', { value: title, style: { font: { ...bold, size: 14 } } }], ...cells]),
	}
}

/** Days and moments as workbooks count them: days since the end of 1899, without a time zone. Moments are in UTC. */
export function toSerial(value: string | number | null, type: CellType): string | number | null {
	if (typeof value !== 'string' || (type !== 'day' && type !== 'moment')) return value
	return Date.parse(value) / 86_400_000 + 25_569
}

/** 0 is A, 26 is AA. */
export function columnName(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26))
	return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}
