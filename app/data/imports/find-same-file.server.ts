import type { ImportState } from '#app/domain/import/import-kind.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

export type SameFile = { importId: string; state: ImportState; createdAt: Date; appliedAt: Date | null }

/** The last import of the very same bytes as the same kind of file; null where there is none. */
export async function findSameFile(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { id: string | null; kind: string; sha256: string },
): Promise<SameFile | null> {
	const { rows } = await sql.query<SameFile>(
		`SELECT id AS "importId", state, created_at AS "createdAt", applied_at AS "appliedAt" FROM import
		 WHERE account_id = $1 AND kind = $2 AND sha256 = $3 AND id IS DISTINCT FROM $4 AND state <> 'discarded'
		 ORDER BY state = 'applied' DESC, created_at DESC LIMIT 1`,
		[accountId, of.kind, of.sha256, of.id],
	)
	return rows[0] ?? null
}
