import { mappedBytes } from '#app/lib/mapped-bytes.ts'

/** Text that is added in small parts and taken as bytes: UTF-8. */
export class TextBuffer {
	#bytes = Buffer.from(mappedBytes(0))
	#used = 0
	#text = ''

	add(text: string): void {
		this.#text += text
		if (this.#text.length > 32_000) this.#write()
	}

	take(): Uint8Array<ArrayBuffer> {
		this.#write()
		const bytes = new Uint8Array(this.#bytes.buffer as ArrayBuffer, 0, this.#used)
		this.#bytes = Buffer.from(mappedBytes(0))
		this.#used = 0
		return bytes
	}

	#write(): void {
		// Three bytes at most for each unit of UTF-16.
		const needed = this.#used + this.#text.length * 3
		if (needed > this.#bytes.length) {
			const larger = Buffer.from(mappedBytes(Math.max(needed, this.#bytes.length * 2, 256 * 1024)))
			this.#bytes.copy(larger, 0, 0, this.#used)
			this.#bytes = larger
		}
		this.#used += this.#bytes.write(this.#text, this.#used)
		this.#text = ''
	}
}
