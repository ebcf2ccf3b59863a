import { formatCsvText } from './format-csv-text.server.ts'
import { keepTexts } from './kept-texts.ts'

const lineEnd = 0x0a
const quotationMark = 0x22
const comma = 0x2c
const backslash = 0x5c

/** How large the pieces are. */
const pieceLength = 256 * 1024
/** Of so many kinds of rows the cells are kept; then it begins anew. */
const mostKept = 20_000

/** How PostgreSQL has to copy out the rows that `CopiedCsv` reads. */
export const copiedFormat = `FORMAT text, DELIMITER ',', NULL ''`

/**
 * Makes a CSV of rows that PostgreSQL copies out as `copiedFormat`. A row has first the texts that are cells as they stand, in the
 * order of these cells, and then at least one value of what all other cells are made of. Many rows have the same values: the
 * cells are made once for all of them, so that of most rows bytes are only moved.
 */
export class CopiedCsv {
	/** How many are written. */
	rows = 0
	readonly #cells: readonly ('text' | 'made')[]
	readonly #makeCells: (values: string[]) => string[]
	/** How many texts stand side by side, each time that some do. */
	readonly #runs: number[] = []
	/** Where the texts of the row at hand begin, run by run, and where the values do. */
	readonly #starts: number[]
	/** What stands before, between and after the runs of texts, by the values as they were copied. */
	readonly #kept = new Map<string, Uint8Array[]>()
	readonly #formatRun = keepTexts((run) => readValues(run).map(formatCsvText).join(','))
	#rest: Buffer = Buffer.alloc(0)
	#piece = Buffer.allocUnsafe(pieceLength)
	#length = 0
	#full: Uint8Array[] = []

	/**
	 * @param of.head what stands above the rows
	 * @param of.cells those of a row, one after another
	 * @param of.makeCells those that are made of the values, as they stand in a CSV; '' is what is null or empty
	 */
	constructor({
		head,
		cells,
		makeCells,
	}: {
		head: string
		cells: readonly ('text' | 'made')[]
		makeCells: (values: string[]) => string[]
	}) {
		this.#cells = cells
		this.#makeCells = makeCells
		for (const [i, cell] of cells.entries()) {
			if (cell === 'made') continue
			const before = cells[i - 1] === 'text' ? (this.#runs.pop() ?? 0) : 0
			this.#runs.push(before + 1)
		}
		this.#starts = [...this.#runs, 0]
		this.#write(Buffer.from(head, 'utf8'))
	}

	/** Takes a block of what is copied, which may end within a row. */
	add(block: Buffer): void {
		const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, block]) : block
		let start = 0
		for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
			this.#addRow(bytes, start, end)
			start = end + 1
		}
		this.#rest = bytes.subarray(start)
	}

	/** The pieces that are full; at the end also the one that is not. */
	taken({ isEnd = false }: { isEnd?: boolean } = {}): Uint8Array[] {
		if (isEnd) this.#turn(0)
		return this.#full.splice(0)
	}

	#addRow(bytes: Buffer, start: number, end: number): void {
		this.rows += 1
		let isPlain = true
		let at = start
		for (const [run, texts] of this.#runs.entries()) {
			this.#starts[run] = at
			for (let left = texts; left > 0; left -= 1) {
				if (!beginsPlainly(bytes[at] ?? comma)) isPlain = false
				for (; at < end && bytes[at] !== comma; at += 1) {
					if (bytes[at] === quotationMark) isPlain = false
					else if (bytes[at] === backslash) {
						isPlain = false
						at += 1
					}
				}
				at += 1
			}
		}
		this.#starts[this.#runs.length] = at
		for (const [i, between] of this.#betweenOf(bytes, at, end).entries()) {
			if (i > 0) {
				// Without the comma at its end.
				const text = bytes.subarray(this.#starts[i - 1], (this.#starts[i] ?? end) - 1)
				this.#write(isPlain ? text : Buffer.from(this.#formatRun(text.toString('utf8')), 'utf8'))
			}
			this.#write(between)
		}
	}

	#betweenOf(bytes: Buffer, start: number, end: number): Uint8Array[] {
		const key = bytes.toString('latin1', start, end)
		let between = this.#kept.get(key)
		if (!between) {
			if (this.#kept.size >= mostKept) this.#kept.clear()
			between = this.#makeBetween(readValues(bytes.toString('utf8', start, end)))
			this.#kept.set(key, between)
		}
		return between
	}

	#makeBetween(values: string[]): Uint8Array[] {
		const made = this.#makeCells(values).values()
		const between: string[] = []
		let text = ''
		for (const [i, cell] of this.#cells.entries()) {
			if (i > 0 && !(cell === 'text' && this.#cells[i - 1] === 'text')) text += ','
			if (cell === 'made') text += made.next().value ?? ''
			else if (this.#cells[i - 1] !== 'text') {
				between.push(text)
				text = ''
			}
		}
		return [...between, `${text}\r\n`].map((one) => Buffer.from(one, 'utf8'))
	}

	#write(bytes: Uint8Array): void {
		if (this.#length + bytes.length > this.#piece.length) this.#turn(bytes.length)
		this.#piece.set(bytes, this.#length)
		this.#length += bytes.length
	}

	/** Begins a new piece, in which there is room for so many bytes. */
	#turn(room: number): void {
		if (this.#length > 0) this.#full.push(this.#piece.subarray(0, this.#length))
		this.#piece = Buffer.allocUnsafe(Math.max(room, pieceLength))
		this.#length = 0
	}
}

/**
 * Whether a text of which this is the first byte begins with a letter or a digit, or is empty: nothing that begins a formula. Signs
 * that begin with 0xEF may be full-width ones, and of those with 0xC2 none is a letter that matters.
 */
function beginsPlainly(byte: number): boolean {
	return (
		(byte >= 0x61 && byte <= 0x7a) ||
		(byte >= 0x41 && byte <= 0x5a) ||
		(byte >= 0x30 && byte <= 0x39) ||
		byte === comma ||
		(byte >= 0xc3 && byte !== 0xef)
	)
}

const escaped: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The values of a row, or of a part of one, as they were before they were copied. */
function readValues(text: string): string[] {
	const values: string[] = []
	let value = ''
	let isEscaped = false
	for (const sign of text) {
		if (isEscaped) {
			value += escaped[sign] ?? sign
			isEscaped = false
		} else if (sign === '\\') isEscaped = true
		else if (sign === ',') {
			values.push(value)
			value = ''
		} else value += sign
	}
	return [...values, value]
}
