import { mappedBytes } from './mapped-bytes.ts'

export type CsvRecord = {
	/** As a spreadsheet numbers it: the first row is 1, a cell may span lines, an empty row counts. */
	row: number
	cells: string[]
}

/** Records that can be read again and again, in their order. An array of them is one, too. */
export type Records<T> = Iterable<T> & { readonly length: number }

/**
 * Records as bytes, which are text again only while they are looked at: hundreds of thousands of short strings take several
 * times as much memory, and every collection of garbage would walk through them.
 */
export class PackedRecords implements Records<CsvRecord> {
	#length = 0
	readonly #text: Buffer
	#used = 0
	/** Of each record its number, how many cells it has, and where each of them ends. */
	#places = new Uint32Array(1024)
	#placesUsed = 0

	/** @param bytes that the text of all cells takes at most, in UTF-8 */
	constructor(bytes: number) {
		this.#text = Buffer.from(mappedBytes(bytes))
	}

	get length(): number {
		return this.#length
	}

	add(row: number, cells: readonly string[]): void {
		this.#makeRoom(cells.length + 2)
		this.#places[this.#placesUsed++] = row
		this.#places[this.#placesUsed++] = cells.length
		for (const cell of cells) {
			this.#used += this.#text.write(cell, this.#used)
			this.#places[this.#placesUsed++] = this.#used
		}
		this.#length += 1
	}

	#makeRoom(places: number): void {
		if (this.#placesUsed + places <= this.#places.length) return
		const larger = new Uint32Array(Math.ceil((this.#placesUsed + places) * 1.5))
		larger.set(this.#places)
		this.#places = larger
	}

	*[Symbol.iterator](): Iterator<CsvRecord> {
		let start = 0
		for (let at = 0; at < this.#placesUsed;) {
			const row = this.#places[at++] ?? 0
			const count = this.#places[at++] ?? 0
			const cells: string[] = []
			for (let cell = 0; cell < count; cell += 1) {
				const end = this.#places[at++] ?? start
				cells.push(end === start ? '' : this.#text.toString('utf8', start, end))
				start = end
			}
			yield { row, cells }
		}
	}
}
