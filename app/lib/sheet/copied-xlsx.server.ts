import { backslash, comma, CopiedRows, KeptByValues, readValues } from './copied-rows.server.ts'
import { keepTexts } from './kept-texts.ts'
import type { CellType, CellValue } from './sheet.ts'
import type { XlsxCell } from './xlsx-cells.server.ts'
import { endOf, escapeXml, longestText, xlsxCells } from './xlsx-cells.server.ts'
import type { XlsxFile } from './xlsx-file.server.ts'
import { toSerial } from './xlsx-frame.server.ts'

/** XML in which the number of the row stands at some places, which has a certain number of digits. */
type Numbered = { bytes: Uint8Array; places: readonly number[] }
/** Where that number is to stand: a sign that no XML has. */
const here = '\0'
const textEnd = Buffer.from(endOf.text, 'utf8')
const zero = 0x30
const nine = 0x39

/** Makes the rows of a workbook of rows that PostgreSQL copies out: the header has the number 1, so the first of them has 2. */
export class CopiedXlsx extends CopiedRows {
	readonly #cells: readonly (XlsxCell & { isText: boolean })[]
	readonly #makeCells: (values: string[]) => CellValue[]
	readonly #strings: XlsxFile['strings']
	/** The number of the row at hand, as it is written. */
	#digits = [zero + 1]
	/** What each text of a row begins with. */
	#begins: Numbered[] = []
	/** What stands before, between and after the texts. */
	readonly #between = new KeptByValues((values) => this.#makeBetween(values))
	readonly #ends: number[] = []
	readonly #isPlain: boolean[] = []
	readonly #formatText = keepTexts((copied) => escapeXml(readValues(copied)[0] ?? ''))

	/**
	 * @param of.columns those of a row, one after another, and which of them are texts that stand as they are
	 * @param of.makeCells the others, made of the values
	 */
	constructor(
		{ styles, strings }: Pick<XlsxFile, 'styles' | 'strings'>,
		of: {
			columns: readonly { type: CellType; isText: boolean }[]
			makeCells: (values: string[]) => CellValue[]
		},
	) {
		super()
		const cells = xlsxCells(of.columns, styles)
		this.#cells = cells.map((cell, i) => ({ ...cell, isText: of.columns[i]?.isText ?? false }))
		this.#makeCells = of.makeCells
		this.#strings = strings
		this.#widen()
	}

	protected override addRow(bytes: Buffer, start: number, end: number): void {
		this.#count()
		const begins = this.#begins
		let at = start
		for (let i = 0; i < begins.length; i += 1) {
			const from = at
			let isPlain = true
			for (; at < end; at += 1) {
				const byte = bytes[at] ?? comma
				if (byte === comma) break
				if (standsAsItIs[byte]) continue
				if (byte === backslash) at += 1
				if (byte !== underscore || bytes[at + 1] === smallX) isPlain = false
			}
			this.#ends[i] = at
			this.#isPlain[i] = isPlain && at - from <= longestText
			at += 1
		}
		const between = this.#between.of(bytes, at, end)
		let from = start
		for (const [i, begin] of begins.entries()) {
			this.#writeNumbered(between[i])
			const textFrom = from
			const textTo = this.#ends[i] ?? end
			from = textTo + 1
			if (textTo === textFrom) continue
			this.#writeNumbered(begin)
			const text = bytes.subarray(textFrom, textTo)
			this.write(this.#isPlain[i] ? text : Buffer.from(this.#formatText(text.toString('utf8')), 'utf8'))
			this.write(textEnd)
		}
		this.#writeNumbered(between[begins.length])
	}

	#makeBetween(values: string[]): Numbered[] {
		const made = this.#makeCells(values).values()
		const between: Numbered[] = []
		let xml = `<row r="${here}">`
		for (const cell of this.#cells) {
			if (cell.isText) {
				between.push(this.#numbered(xml))
				xml = ''
			} else xml += this.#cellXml(cell, made.next().value ?? null)
		}
		return [...between, this.#numbered(`${xml}</row>`)]
	}

	#cellXml({ type, begin, number, text, shared }: XlsxCell, value: CellValue): string {
		if (value === null || value === '') return ''
		const typed = type === 'text' ? String(value) : toSerial(value, type)
		if (typeof typed === 'number') return `${begin}${here}${number}${typed}${endOf.number}`
		const words = String(typed)
		const known = this.#strings.numberOf(words)
		return known === null
			? `${begin}${here}${text}${escapeXml(words)}${endOf.text}`
			: `${begin}${here}${shared}${known}${endOf.shared}`
	}

	/** Goes on to the number of the next row. */
	#count(): void {
		const digits = this.#digits
		let place = digits.length - 1
		for (; place >= 0 && digits[place] === nine; place -= 1) digits[place] = zero
		if (place >= 0) digits[place] = (digits[place] ?? zero) + 1
		else {
			digits.unshift(zero + 1)
			this.#widen()
		}
	}

	/** What is kept has room for so many digits. */
	#widen(): void {
		this.#between.clear()
		this.#begins = this.#cells
			.filter(({ isText }) => isText)
			.map(({ begin, text }) => this.#numbered(`${begin}${here}${text}`))
	}

	#numbered(xml: string): Numbered {
		const width = this.#digits.length
		const places: number[] = []
		let length = 0
		const pieces = xml.split(here).map((piece, i) => {
			if (i > 0) {
				places.push(length)
				length += width
			}
			length += Buffer.byteLength(piece, 'utf8')
			return piece
		})
		return { bytes: Buffer.from(pieces.join('0'.repeat(width)), 'utf8'), places }
	}

	#writeNumbered(one: Numbered | undefined): void {
		if (!one || one.bytes.length === 0) return
		const at = this.reserve(one.bytes.length)
		const { piece } = this
		const digits = this.#digits
		piece.set(one.bytes, at)
		for (const place of one.places) {
			for (let i = 0; i < digits.length; i += 1) piece[at + place + i] = digits[i] ?? zero
		}
	}
}

const underscore = 0x5f
const smallX = 0x78

/**
 * Which bytes of a text stand in XML as they are. Signs that begin with 0xC2 may be controls, and those with 0xEF none at all; an
 * underscore is looked at together with what follows.
 */
const standsAsItIs = Uint8Array.from({ length: 256 }, (_, byte) =>
	byte >= 0x20 && ![0x26, 0x3c, 0x3e, 0x7f, 0xc2, 0xef, underscore, backslash].includes(byte) ? 1 : 0,
)
