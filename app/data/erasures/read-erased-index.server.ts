import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { readAuditKey } from '#app/lib/audit-key.server.ts'
import { deriveKey } from './person-hasher.server.ts'

/** By what the erased people of an account are found again in a file: it can be sent to a thread. */
export type ErasedIndex = { accountId: string; key: string; hashes: readonly string[] }

/** Null where nobody of the account is erased, which most files are read with. */
export async function readErasedIndex(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
): Promise<ErasedIndex | null> {
	const { rows } = await sql.query<{ hash: string }>(
		`SELECT DISTINCT unnest(hashes) AS hash FROM erased_person WHERE account_id = $1`,
		[accountId],
	)
	if (rows.length === 0) return null
	const key = await readAuditKey()
	if (!key) {
		throw new Error('The audit key is gone, and without it nobody who was erased is known again in a file.')
	}
	return { accountId, key: deriveKey(key).toString('hex'), hashes: rows.map(({ hash }) => hash) }
}
