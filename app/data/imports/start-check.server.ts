import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addJob } from '#app/data/add-job.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { selectMetricImport } from './import-row.server.ts'

/**
 * Has it looked at what an import of metrics would do, as its columns are mapped now. One that looks at the very same is that.
 *
 * @returns null when there is no such import, its mapping is not complete, or it is being applied or has been
 */
export async function startCheck(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<{ jobId: string } | null> {
	return withAccount(scope, async (transaction) => {
		if (await findImportWork(transaction, scope, importId)) return null
		const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
		if (row?.state !== 'mapped') return null
		const parameters = { version: row.version }
		const { rows } = await transaction.sql.query<{ jobId: string }>(
			`SELECT id AS "jobId" FROM job
			 WHERE account_id = $1 AND kind = 'import-check' AND subject_id = $2 AND parameters = $3
				AND state IN ('queued', 'running') AND cancel_requested_at IS NULL`,
			[scope.accountId, importId, JSON.stringify(parameters)],
		)
		return rows[0] ?? addJob(transaction, scope, { kind: 'import-check', subjectId: importId, parameters })
	})
}
