import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { DeskEnd } from './import-desk.server.ts'

/** Keeps the CSV of the rows that are refused, in place of what was kept of an import before. */
export async function keepRefusedRows(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	importId: string,
	readRefused: ((write: (bytes: Uint8Array) => Promise<void>) => Promise<DeskEnd>) | null,
): Promise<DeskEnd | null> {
	await sql.query(`DELETE FROM import_piece WHERE account_id = $1 AND import_id = $2 AND list = 'refused'`, [
		accountId,
		importId,
	])
	let number = 0
	return (
		readRefused &&
		(await readRefused(async (bytes) => {
			await sql.query(
				`INSERT INTO import_piece (account_id, import_id, list, number, content) VALUES ($1, $2, 'refused', $3, $4)`,
				[accountId, importId, number++, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)],
			)
		}))
	)
}
