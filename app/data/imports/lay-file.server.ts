import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { FileEncoding } from '#app/data/connectors/connector.ts'
import { withAccount } from '#app/data/database.server.ts'
import { mappedBytes } from '#app/lib/mapped-bytes.ts'
import { ByteLook } from './byte-look.server.ts'
import { removeUnfinishedImport } from './remove-unfinished-import.server.ts'

const pieceSize = 1024 * 1024
/** What a file is, and what its columns hold, shows in this much of it. */
export const headSize = 256 * 1024

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
	try {
		return await keepPieces(scope, importId, of)
	} catch (error) {
		// What breaks off leaves nothing behind.
		await removeUnfinishedImport(scope, importId)
		throw error
	}
}

async function keepPieces(
	scope: AccountScope,
	importId: string,
	of: { content: AsyncIterable<Uint8Array>; maxBytes: number },
): Promise<LaidFile | { ok: false; importId: string; problem: ImportProblem }> {
	const look = new ByteLook()
	const piece = new Uint8Array(mappedBytes(pieceSize))
	let head = new Uint8Array()
	let bytes = 0
	let filled = 0
	let pieces = 0
	const keep = async () => {
		const content = Buffer.from(piece.buffer, 0, filled)
		if (pieces === 0) head = Uint8Array.from(content.subarray(0, headSize))
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
			`INSERT INTO import (account_id, kind, state, file_name, sha256, created_by_user_id, created_by_token_id)
			 VALUES ($1, 'metrics', 'discarded', $2, '', $3, $4) RETURNING id`,
			[scope.accountId, fileName, scope.userId, scope.tokenId],
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
