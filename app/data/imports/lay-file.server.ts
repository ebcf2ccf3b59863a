import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { FileEncoding } from '#app/data/connectors/connector.ts'
import { withAccount } from '#app/data/database.server.ts'
import { mappedBytes } from '#app/lib/mapped-bytes.ts'

export const pieceSize = 1024 * 1024
/** What a file is, and what its columns hold, shows in this much of it. */
const headSize = 256 * 1024

export type LaidFile = {
	ok: true
	importId: string
	sha256: string
	bytes: number
	pieces: number
	encoding: FileEncoding
	head: Uint8Array
	/** The head is the file. */
	isWhole: boolean
}

/**
 * Keeps the bytes of a file in pieces as they come, each in a transaction of its own: whoever sends slowly holds no connection. Until the
 * import is complete it has no summary, and nobody sees it.
 */
export async function layFile(
	scope: AccountScope,
	of: { fileName: string; content: AsyncIterable<Uint8Array>; maxBytes: number },
): Promise<LaidFile | { ok: false; importId: string; problem: ImportProblem }> {
	const importId = await begin(scope, cleanFileName(of.fileName))
	const look = new ByteLook()
	const piece = new Uint8Array(mappedBytes(pieceSize))
	let head = new Uint8Array()
	let bytes = 0
	let filled = 0
	let pieces = 0
	const keep = async () => {
		const content = Buffer.from(piece.buffer, 0, filled)
		if (pieces === 0) head = content.subarray(0, headSize).slice()
		await withAccount(scope, ({ sql }) =>
			sql.query(
				`INSERT INTO import_piece (account_id, import_id, list, number, content) VALUES ($1, $2, 'file', $3, $4)`,
				[scope.accountId, importId, pieces, content],
			),
		)
		pieces += 1
		filled = 0
	}
	for await (const chunk of of.content) {
		bytes += chunk.length
		if (bytes > of.maxBytes) {
			const megabytes = Math.floor(of.maxBytes / pieceSize)
			return { ok: false, importId, problem: { kind: 'too-large', megabytes } }
		}
		look.add(chunk)
		for (let from = 0; from < chunk.length;) {
			const taken = chunk.subarray(from, from + pieceSize - filled)
			piece.set(taken, filled)
			filled += taken.length
			from += taken.length
			if (filled === pieceSize) await keep()
		}
	}
	if (filled > 0) await keep()
	const found = look.end()
	if (!found.ok) return { ...found, importId }
	const { encoding, sha256 } = found
	return { ok: true, importId, sha256, bytes, pieces, encoding, head, isWhole: bytes <= head.length }
}

async function begin(scope: AccountScope, fileName: string): Promise<string> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ id: string }>(
			`INSERT INTO import (account_id, kind, state, file_name, sha256, created_by_user_id)
			 VALUES ($1, 'metrics', 'discarded', $2, '', $3) RETURNING id`,
			[scope.accountId, fileName, scope.userId],
		)
		return rows[0]?.id ?? ''
	})
}

/** The last part of a path, on one line. */
function cleanFileName(name: string): string {
	const last = name.split(/[\\/]/).at(-1) ?? ''
	const clean = last
		.replace(/\p{Cc}/gu, '')
		.trim()
		.slice(0, 200)
	return clean || 'metrics'
}

/** Looks at all bytes of a file on their way: its hash, its encoding, and whether it is text at all. */
class ByteLook {
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
		this.#rest = whole.slice(end)
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
