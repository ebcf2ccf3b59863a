import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { selectMetricImport } from './import-row.server.ts'

/**
 * The original rows that the last dry run of an import of metrics, or its application, has refused, with their numbers and
 * reasons, as CSV (UTF-8) in pieces.
 *
 * @param write is waited for before more is read
 * @returns false when there is no such import, with nothing written, as where nothing is refused
 */
export async function streamRefusedMetricRows(
	scope: AccountScope,
	of: { importId: string; signal?: AbortSignal },
	write: (bytes: Uint8Array) => Promise<void>,
): Promise<boolean> {
	const found = await withAccount(scope, (transaction) => selectMetricImport(transaction, scope, of.importId))
	if (!found || found.state === 'discarded') return false
	for (let number = 0; ; number += 1) {
		of.signal?.throwIfAborted()
		const piece = await withAccount(scope, async ({ sql }) => {
			const { rows } = await sql.query<{ content: Buffer }>(
				`SELECT content FROM import_piece WHERE account_id = $1 AND import_id = $2 AND list = 'refused' AND number = $3`,
				[scope.accountId, of.importId, number],
			)
			return rows[0]?.content
		})
		if (!piece) return true
		await write(piece)
	}
}
