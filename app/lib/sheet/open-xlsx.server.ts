import { once } from 'node:events'
import type { DeflateRaw } from 'node:zlib'
import { createDeflateRaw } from 'node:zlib'
import { Zip, ZipPassThrough } from 'fflate'
import { keepTexts } from './kept-texts.ts'
import type { Sheet, SheetColumn, SheetWriter, TakeBytes } from './sheet.ts'
import { columnName, makeXlsxFrame, toSerial } from './xlsx-frame.server.ts'

/** Excel refuses a file with a longer text in a cell. */
const longestText = 32_767
/** The rows are packed while others are read; more than this costs time and saves little. */
const level = 2
/** So much of the sheet is packed at a time: the more, the more of it is in memory. */
const pieceLength = 256 * 1024

/** A part of a zip that is packed by zlib, in a thread of its own. */
class PackedPart extends ZipPassThrough {
	override compression = 8
	private readonly deflate: DeflateRaw = createDeflateRaw({ level })
	constructor(path: string) {
		super(path)
		this.deflate.on('data', (bytes: Buffer) => this.ondata(null, new Uint8Array(bytes), false))
		this.deflate.on('end', () => this.ondata(null, new Uint8Array(0), true))
	}
	protected override process(chunk: Uint8Array, final: boolean): void {
		this.deflate.write(chunk)
		if (final) this.deflate.end()
	}
	/** Waits until what was pushed is packed, but for a little. */
	async ready(): Promise<void> {
		if (this.deflate.writableNeedDrain) await once(this.deflate, 'drain')
	}
	async ended(): Promise<void> {
		if (!this.deflate.readableEnded) await once(this.deflate, 'end')
	}
}

/**
 * Writes a sheet as a workbook, piece by piece: typed cells under a frozen header with a filter, and a second sheet that says
 * where they come from. Text is text, whatever it begins with: none of it is a formula.
 */
export async function openXlsx<Row>(sheet: Sheet<Row>, take: TakeBytes): Promise<SheetWriter<Row>> {
	const frame = await makeXlsxFrame(sheet)
	const ready: Uint8Array[] = []
	let broken: Error | null = null
	const zip = new Zip((error, bytes) => {
		if (error) broken = error
		else if (bytes.length > 0) ready.push(bytes)
	})
	const drain = async () => {
		if (broken) throw broken
		for (const bytes of ready.splice(0)) await take(bytes)
	}
	const push = async (part: PackedPart, text: string, final = false) => {
		part.push(Buffer.from(text, 'utf8'), final)
		await (final ? part.ended() : part.ready())
		await drain()
	}

	const data = new PackedPart(frame.path)
	zip.add(data)
	await push(data, frame.before)
	const writeRow = rowWriter(sheet.columns, frame.styles)
	let count = 0
	return {
		async write(rows) {
			let text = ''
			for (const row of rows) {
				text += writeRow(row, (count += 1) + 1)
				if (text.length < pieceLength) continue
				await push(data, text)
				text = ''
			}
			await push(data, text)
		},
		async end() {
			const withRange = (text: string) =>
				text.replace(frame.placeholder, (range) => {
					const whole = frame.rangeOf(count)
					return range.includes('$') ? whole : whole.replaceAll('$', '')
				})
			await push(data, withRange(frame.after), true)
			for (const { path, text } of frame.rest) {
				const part = new PackedPart(path)
				zip.add(part)
				await push(part, withRange(text), true)
			}
			zip.end()
			await drain()
		},
	}
}

/** A row as the sheet's XML, from its number on: the header has 1. */
function rowWriter<Row>(
	columns: readonly SheetColumn<Row>[],
	styles: readonly number[],
): (row: Row, number: number) => string {
	const cells = columns.map(({ type, value }, i) => ({
		begin: `<c r="${columnName(i)}`,
		text: `" s="${styles[i]}" t="inlineStr"><is><t xml:space="preserve">`,
		number: `" s="${styles[i]}"><v>`,
		type,
		value,
	}))
	const escape = keepTexts(escapeXml)
	return (row, number) => {
		let xml = `<row r="${number}">`
		for (const { begin, text, number: isNumber, type, value } of cells) {
			const cell = value(row)
			if (cell === null || cell === '') continue
			const typed = type === 'text' ? String(cell) : toSerial(cell, type)
			xml +=
				typeof typed === 'number'
					? `${begin}${number}${isNumber}${typed}</v></c>`
					: `${begin}${number}${text}${escape(String(typed))}</t></is></c>`
		}
		return `${xml}</row>`
	}
}

// What XML cannot hold is written as Excel does, `_x0007_`, and what looks like that gets its underscore written so.
const special = /[&<>\ufffe\uffff]|(?![\t\n])\p{Cc}|\p{Cs}|_(?=x[\dA-Fa-f]{4}_)/gu
const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escapeXml(text: string): string {
	const short = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text
	return short.replace(
		special,
		(sign) => named[sign] ?? `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
	)
}
