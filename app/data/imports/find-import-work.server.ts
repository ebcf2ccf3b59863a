import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * The application of an import, or its being taken back, that is under way; null without one. It holds the import's row until it
 * ends, which for a large file takes longer than a request may wait.
 */
export async function findImportWork(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	importId: string,
): Promise<{ jobId: string; kind: 'import-apply' | 'import-undo' } | null> {
	const { rows } = await sql.query<{ jobId: string; kind: 'import-apply' | 'import-undo' }>(
		`SELECT id AS "jobId", kind FROM job
		 WHERE account_id = $1 AND subject_id = $2 AND kind IN ('import-apply', 'import-undo') AND state IN ('queued', 'running')`,
		[accountId, importId],
	)
	return rows[0] ?? null
}
