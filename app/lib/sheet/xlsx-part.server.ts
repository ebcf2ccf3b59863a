import { once } from 'node:events'
import type { DeflateRaw } from 'node:zlib'
import { crc32, createDeflateRaw } from 'node:zlib'
import type { AsyncFlateStreamHandler, ZipInputFile } from 'fflate'

/** What a sheet says, it says again and again: more than this costs time and saves little. */
const level = 2
const chunkSize = 64 * 1024

/** A part of a zip that is packed by zlib, in a thread of its own, while the next of it is made. */
export class PackedPart implements ZipInputFile {
	readonly filename: string
	readonly compression = 8
	size = 0
	crc = 0
	/** Set by the zip that it is added to. */
	ondata!: AsyncFlateStreamHandler
	readonly #deflate: DeflateRaw = createDeflateRaw({ level, chunkSize })
	#packing: Promise<void> = Promise.resolve()

	constructor(path: string) {
		this.filename = path
		this.#deflate.on('data', (bytes: Buffer<ArrayBuffer>) => this.ondata(null, bytes, false))
		this.#deflate.on('end', () => this.ondata(null, new Uint8Array(0), true))
	}

	/** Resolves once what was pushed before is packed: bytes are the part's from then on. */
	async push(bytes: Uint8Array): Promise<void> {
		this.size += bytes.length
		this.crc = crc32(bytes, this.crc)
		const before = this.#packing
		this.#packing = new Promise((resolve, reject) => {
			this.#deflate.write(bytes, (error) => (error ? reject(error) : resolve()))
		})
		// Whoever waits for the next one is told.
		this.#packing.catch(() => undefined)
		await before
	}

	async end(): Promise<void> {
		await this.#packing
		this.#deflate.end()
		await once(this.#deflate, 'end')
	}
}
