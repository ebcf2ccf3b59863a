import { backslash, comma, CopiedRows, KeptByValues, readValues } from './copied-rows.server.ts'
import { formatCsvText } from './format-csv-text.server.ts'
import { keepTexts } from './kept-texts.ts'

const quotationMark = 0x22

/** Makes a CSV of rows that PostgreSQL copies out. */
export class CopiedCsv extends CopiedRows {
	readonly #cells: readonly ('text' | 'made')[]
	readonly #makeCells: (values: string[]) => string[]
	/** How many texts stand side by side, each time that some do. */
	readonly #runs: number[] = []
	/** Where the texts of the row at hand begin, run by run, and where the values do. */
	readonly #starts: number[]
	/** What stands before, between and after the runs of texts. */
	readonly #between = new KeptByValues((values) => this.#makeBetween(values))
	readonly #formatRun = keepTexts((run) => readValues(run).map(formatCsvText).join(','))

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
		super()
		this.#cells = cells
		this.#makeCells = makeCells
		for (const [i, cell] of cells.entries()) {
			if (cell === 'made') continue
			const before = cells[i - 1] === 'text' ? (this.#runs.pop() ?? 0) : 0
			this.#runs.push(before + 1)
		}
		this.#starts = [...this.#runs, 0]
		this.write(Buffer.from(head, 'utf8'))
	}

	protected override addRow(bytes: Buffer, start: number, end: number): void {
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
		for (const [i, between] of this.#between.of(bytes, at, end).entries()) {
			if (i > 0) {
				// Without the comma at its end.
				const text = bytes.subarray(this.#starts[i - 1], (this.#starts[i] ?? end) - 1)
				this.write(isPlain ? text : Buffer.from(this.#formatRun(text.toString('utf8')), 'utf8'))
			}
			this.write(between)
		}
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
