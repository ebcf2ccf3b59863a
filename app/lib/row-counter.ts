const quote = 0x22
const lineEnd = 0x0a

/** Counts the rows below the head of a CSV in UTF-8 while it passes, in pieces that end anywhere. */
export class RowCounter {
	#records = 0
	#isQuoted = false
	#isInRecord = false

	add(piece: Uint8Array): void {
		for (const byte of piece) {
			if (byte === quote) this.#isQuoted = !this.#isQuoted
			this.#isInRecord = this.#isQuoted || byte !== lineEnd
			if (!this.#isInRecord) this.#records += 1
		}
	}

	get rows(): number {
		return Math.max(0, this.#records + Number(this.#isInRecord) - 1)
	}
}
