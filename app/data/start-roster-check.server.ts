import type { AccountScope } from './account-scope.server.ts'
import { addJob } from './add-job.server.ts'
import { withAccount } from './database.server.ts'
import { selectRosterImport } from './roster-import-row.server.ts'

/**
 * Has it looked at what an import would do, as its columns are mapped now. One that looks at the very same is that: whoever
 * asks at the same moment waits for the import's row.
 *
 * @param of.missing what is to become of members whom the file does not name
 * @returns null when there is no such import, or it waits for nothing any more
 */
export async function startRosterCheck(
	scope: AccountScope,
	{ importId, missing }: { importId: string; missing: 'keep' | 'mark-left' },
): Promise<{ jobId: string } | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRosterImport(transaction, scope, importId, 'FOR UPDATE')
		if (row?.state !== 'mapped') return null
		const parameters = { missing, version: row.version }
		const { rows } = await transaction.sql.query<{ jobId: string }>(
			`SELECT id AS "jobId" FROM job
			 WHERE account_id = $1 AND kind = 'roster-check' AND subject_id = $2 AND parameters = $3
				AND state IN ('queued', 'running') AND cancel_requested_at IS NULL`,
			[scope.accountId, importId, JSON.stringify(parameters)],
		)
		return rows[0] ?? addJob(transaction, scope, { kind: 'roster-check', subjectId: importId, parameters })
	})
}
