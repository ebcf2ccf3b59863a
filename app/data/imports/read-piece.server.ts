import { to as copyTo } from 'pg-copy-streams'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { besidesTransaction, withAccount } from '#app/data/database.server.ts'
import { mappedBytes } from '#app/lib/mapped-bytes.ts'

/** Of COPY's binary format: what stands before the only row, before its only column, and after both. */
const before = 19 + 2 + 4
const after = 2

/**
 * A piece of an import's file, read beside the open transaction, whose connection may be busy with a COPY. By COPY as well: an
 * ordinary row would be text of twice the length first.
 */
export async function readPiece(
	scope: AccountScope,
	of: { importId: string; number: number },
): Promise<Uint8Array<ArrayBuffer>> {
	return besidesTransaction(() =>
		withAccount(scope, async ({ sql }) => {
			const [accountId, importId] = [sql.escapeLiteral(scope.accountId), sql.escapeLiteral(of.importId)]
			const stream = sql.query(
				copyTo(
					`COPY (SELECT content FROM import_piece WHERE account_id = ${accountId} AND import_id = ${importId} AND list = 'file'
						AND number = ${Math.trunc(of.number)}) TO STDOUT (FORMAT binary)`,
				),
			)
			const whole = mappedBytes(0, 2 * 1024 * 1024)
			for await (const part of stream as AsyncIterable<Buffer>) {
				const at = whole.byteLength
				whole.resize(at + part.length)
				new Uint8Array(whole).set(part, at)
			}
			if (whole.byteLength < before + after) throw new Error('A piece of a file is missing.')
			const piece = new Uint8Array(mappedBytes(whole.byteLength - before - after))
			piece.set(new Uint8Array(whole, before, piece.length))
			return piece
		}),
	)
}
