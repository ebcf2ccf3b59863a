import type { ImportState } from '#app/domain/import/import-kind.ts'
import type { ImportResult, UndoCounts } from '#app/domain/import/import-outcome.ts'
import { importResultSchema } from '#app/domain/import/import-outcome.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { jobColumns, readJobRow } from '#app/data/job-row.server.ts'
import { selectMetricImport } from './import-row.server.ts'

export type ImportOutcome = {
	id: string
	state: ImportState
	appliedAt: Date | null
	undoneAt: Date | null
	/** Once it has been applied. */
	result: ImportResult | null
	/** Once it has been taken back. */
	undone: UndoCounts | null
	/** Applying it or taking it back: the one under way, or else the last that did not come to its end. */
	job: Job | null
}

/** What has come of an import of metrics, or is on its way; null when there is no such import. */
export async function getImportResult(scope: AccountScope, importId: string): Promise<ImportOutcome | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectMetricImport(transaction, scope, importId)
		if (!row) return null
		const { rows } = await transaction.sql.query(
			`SELECT ${jobColumns} FROM job j
			 WHERE j.account_id = $1 AND j.kind IN ('import-apply', 'import-undo') AND j.subject_id = $2
			 ORDER BY j.created_at DESC LIMIT 1`,
			[scope.accountId, importId],
		)
		const job = rows[0] ? readJobRow(rows[0]) : null
		const { id, state, appliedAt, undoneAt } = row
		const result = row.result === null ? null : importResultSchema.parse(row.result)
		return {
			...{ id, state, appliedAt, undoneAt, result },
			undone: result?.undone ?? null,
			job: job && (isUnfinished(job.state) || job.state !== 'done') ? job : null,
		}
	})
}
