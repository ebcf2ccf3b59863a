import type { AccountScope } from '#app/data/account-scope.server.ts'
import { besidesTransaction, withAccountSql } from '#app/data/database.server.ts'
import { mappedBytes } from '#app/lib/mapped-bytes.ts'

/** A piece of an import's file, read beside the open transaction, whose connection may be busy with a COPY. */
export async function readPiece(
	scope: AccountScope,
	of: { importId: string; number: number },
): Promise<Uint8Array<ArrayBuffer>> {
	const content = await besidesTransaction(() =>
		withAccountSql(scope, async (sql) => {
			const { rows } = await sql.query<{ content: Buffer }>(
				`SELECT content FROM import_piece WHERE account_id = $1 AND import_id = $2 AND list = 'file' AND number = $3`,
				[scope.accountId, of.importId, of.number],
			)
			return rows[0]?.content
		}),
	)
	if (!content) throw new Error('A piece of a file is missing.')
	const piece = new Uint8Array(mappedBytes(content.length))
	piece.set(content)
	return piece
}
