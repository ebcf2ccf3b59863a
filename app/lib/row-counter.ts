const quote = 0x22
const lineEnd = 0x0a

/** Counts the rows below the head of a CSV in UTF-8 while it passes, in pieces that end anywhere. */
export class RowCounter {
	#records = 0
	#isQuoted = false
	#isInRecord = false

	add(piece: Uint8Array): void {
		// Every byte of an export comes by here: in locals, which is several times as fast.
		let isQuoted = this.#isQuoted
		let records = this.#records
		for (let at = 0; at < piece.length; at += 1) {
			const byte = piece[at]
			if (byte === quote) isQuoted = !isQuoted
			else if (byte === lineEnd && !isQuoted) records += 1
		}
		if (piece.length > 0) this.#isInRecord = isQuoted || piece[piece.length - 1] !== lineEnd
		this.#isQuoted = isQuoted
		this.#records = records
	}

	get rows(): number {
		return Math.max(0, this.#records + Number(this.#isInRecord) - 1)
	}
}
