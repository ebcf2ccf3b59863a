/** Hands pieces over one at a time: whoever gives one waits until the reader asks for the next. */
export class PieceQueue {
	#piece: Uint8Array | null = null
	#isClosed = false
	/** The reader waits for a piece. */
	#wake: (() => void) | undefined
	/** The giver waits until its piece is done with. */
	#done: (() => void) | undefined

	async *read(): AsyncGenerator<Uint8Array> {
		for (;;) {
			if (this.#piece) {
				const piece = this.#piece
				this.#piece = null
				yield piece
				this.#done?.()
				this.#done = undefined
			} else if (this.#isClosed) return
			else await new Promise<void>((resolve) => (this.#wake = resolve))
		}
	}

	give(piece: Uint8Array): Promise<void> {
		this.#piece = piece
		const done = new Promise<void>((resolve) => (this.#done = resolve))
		this.#wake?.()
		return done
	}

	close(): void {
		this.#isClosed = true
		this.#wake?.()
	}
}
