import { Transform } from 'node:stream'

/** So many bytes are passed on without a flush, so that a long page is not held whole. */
const most = 64 * 1024

/**
 * Joins what is written until `flush` is called, as a renderer does that writes a page in pieces of a few kilobytes and says
 * when nothing more comes for now: each piece alone would pass through compression and the socket by itself.
 */
export class JoinedStream extends Transform {
	#pieces: Uint8Array[] = []
	#size = 0

	/** Passes on what was written so far. */
	flush(): void {
		if (this.#size === 0) return
		this.push(Buffer.concat(this.#pieces, this.#size))
		this.#pieces = []
		this.#size = 0
	}

	override _transform(piece: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
		this.#pieces.push(piece)
		this.#size += piece.byteLength
		if (this.#size >= most) this.flush()
		done()
	}

	override _flush(done: () => void): void {
		this.flush()
		done()
	}
}
