import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { FileEncoding } from '#app/data/connectors/connector.ts'

/** Looks at all bytes of a file on their way: its hash, its encoding, and whether it is text at all. */
export class ByteLook {
	readonly #hash = createHash('sha256')
	#first = new Uint8Array()
	#rest = new Uint8Array()
	#isUtf8 = true
	#rows = 1
	#nul: number | null = null

	add(chunk: Uint8Array): void {
		this.#hash.update(chunk)
		if (this.#first.length < 4)
			this.#first = Buffer.concat([this.#first, chunk.subarray(0, 4)]).subarray(0, 4)
		if (this.#nul === null) this.#lookForNul(chunk)
		if (!this.#isUtf8) return
		const whole = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
		const end = endOfCharacters(whole)
		this.#isUtf8 = isUtf8(whole.subarray(0, end))
		this.#rest = Uint8Array.from(whole.subarray(end))
	}

	end(): { ok: true; encoding: FileEncoding; sha256: string } | { ok: false; problem: ImportProblem } {
		const starts = (...bytes: number[]) => bytes.every((byte, at) => this.#first[at] === byte)
		if (this.#first.length === 0) return { ok: false, problem: { kind: 'empty' } }
		if (starts(0x50, 0x4b, 3, 4) || starts(0xd0, 0xcf, 0x11, 0xe0))
			return { ok: false, problem: { kind: 'workbook' } }
		if (starts(0x25, 0x50, 0x44, 0x46)) return { ok: false, problem: { kind: 'pdf' } }
		const sha256 = this.#hash.digest('hex')
		if (starts(0xff, 0xfe)) return { ok: true, encoding: 'UTF-16LE', sha256 }
		if (starts(0xfe, 0xff)) return { ok: true, encoding: 'UTF-16BE', sha256 }
		if (this.#nul !== null) return { ok: false, problem: { kind: 'binary', row: this.#nul } }
		return { ok: true, encoding: this.#isUtf8 && this.#rest.length === 0 ? 'UTF-8' : 'Windows-1252', sha256 }
	}

	#lookForNul(chunk: Uint8Array): void {
		const nul = chunk.indexOf(0)
		const end = nul === -1 ? chunk.length : nul
		for (let at = chunk.indexOf(10); at !== -1 && at < end; at = chunk.indexOf(10, at + 1)) this.#rows += 1
		if (nul !== -1) this.#nul = this.#rows
	}
}

/** Where the last character ends that a piece of UTF-8 holds as a whole. */
function endOfCharacters(bytes: Uint8Array): number {
	for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
		const byte = bytes[bytes.length - back] ?? 0
		if (byte >= 0xc0)
			return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? bytes.length - back : bytes.length
		if (byte < 0x80) break
	}
	return bytes.length
}
