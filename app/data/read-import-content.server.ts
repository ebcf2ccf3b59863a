import { mappedBytes } from '#app/lib/mapped-bytes.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

const pieceSize = 1024 * 1024

/** The bytes of an import, read in pieces: nobody else waits for a large one. */
export async function readImportContent(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ id, size }: { id: string; size: number },
): Promise<Uint8Array<ArrayBuffer>> {
	const bytes = new Uint8Array(mappedBytes(size))
	for (let from = 0; from < size; from += pieceSize) {
		const { rows } = await sql.query<{ piece: Buffer }>(
			`SELECT substring(content FROM $3 FOR $4) AS piece FROM import WHERE account_id = $1 AND id = $2`,
			[accountId, id, from + 1, pieceSize],
		)
		if (rows[0]) bytes.set(rows[0].piece, from)
	}
	return bytes
}
