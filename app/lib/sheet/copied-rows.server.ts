const lineEnd = 0x0a
export const comma = 0x2c
export const backslash = 0x5c

/** How large the pieces are. */
const pieceLength = 256 * 1024

/** How PostgreSQL has to copy out the rows that `CopiedRows` reads. */
export const copiedFormat = `FORMAT text, DELIMITER ',', NULL ''`

/**
 * Makes a file of rows that PostgreSQL copies out as `copiedFormat`. A row has first the texts that are cells as they stand, in the
 * order of these cells, and then at least one value of what all other cells are made of. Many rows have the same values: the
 * cells are made once for all of them, so that of most rows bytes are only moved.
 */
export abstract class CopiedRows {
	/** How many are written. */
	rows = 0
	#rest: Buffer = Buffer.alloc(0)
	#piece: Buffer = Buffer.allocUnsafe(pieceLength)
	#length = 0
	#full: Uint8Array[] = []

	/** Writes the row that lies between two places of what is copied. */
	protected abstract addRow(bytes: Buffer, start: number, end: number): void

	/** Takes a block of what is copied, which may end within a row. */
	add(block: Buffer): void {
		const bytes = this.#rest.length > 0 ? Buffer.concat([this.#rest, block]) : block
		let start = 0
		for (let end = bytes.indexOf(lineEnd); end >= 0; end = bytes.indexOf(lineEnd, start)) {
			this.rows += 1
			this.addRow(bytes, start, end)
			start = end + 1
		}
		this.#rest = bytes.subarray(start)
	}

	/** The pieces that are full; at the end also the one that is not. */
	taken({ isEnd = false }: { isEnd?: boolean } = {}): Uint8Array[] {
		if (isEnd) this.#turn(0)
		return this.#full.splice(0)
	}

	protected write(bytes: Uint8Array): void {
		const at = this.reserve(bytes.length)
		this.#piece.set(bytes, at)
	}

	/** Makes room for so many bytes in the piece at hand, for whoever writes them there, from the place that it answers. */
	protected reserve(length: number): number {
		if (this.#length + length > this.#piece.length) this.#turn(length)
		const at = this.#length
		this.#length += length
		return at
	}

	protected get piece(): Buffer {
		return this.#piece
	}

	/** Begins a new piece, in which there is room for so many bytes. */
	#turn(room: number): void {
		if (this.#length > 0) this.#full.push(this.#piece.subarray(0, this.#length))
		this.#piece = Buffer.allocUnsafe(Math.max(room, pieceLength))
		this.#length = 0
	}
}

/** What was made of the values of rows, by these as they were copied: of so many kinds it is kept, then it begins anew. */
export class KeptByValues<Made> {
	readonly #kept = new Map<string, Made>()
	readonly #make: (values: string[]) => Made
	constructor(make: (values: string[]) => Made) {
		this.#make = make
	}

	of(bytes: Buffer, start: number, end: number): Made {
		const key = bytes.toString('latin1', start, end)
		let made = this.#kept.get(key)
		if (made === undefined) {
			if (this.#kept.size >= mostKept) this.#kept.clear()
			made = this.#make(readValues(bytes.toString('utf8', start, end)))
			this.#kept.set(key, made)
		}
		return made
	}

	clear(): void {
		this.#kept.clear()
	}
}

const mostKept = 20_000

const escaped: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The values of a row, or of a part of one, as they were before they were copied. */
export function readValues(text: string): string[] {
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
