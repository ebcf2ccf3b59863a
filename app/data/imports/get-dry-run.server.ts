import { checkedImportSchema } from '#app/domain/import/import-outcome.ts'
import type { CheckedImport } from '#app/domain/import/import-outcome.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Job } from '#app/data/job-row.server.ts'
import { jobColumns, readJobRow } from '#app/data/job-row.server.ts'
import { selectMetricImport } from './import-row.server.ts'

export type DryRun =
	/** Nobody has asked for one since the mapping was last changed. */
	| { state: 'none' }
	| { state: 'running'; job: Job }
	| { state: 'failed'; job: Job }
	| { state: 'done'; job: Job; checked: CheckedImport }

/** The last look at what an import would do, as its columns are mapped now; null when there is no such import. */
export async function getDryRun(scope: AccountScope, importId: string): Promise<DryRun | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectMetricImport(transaction, scope, importId)
		if (!row) return null
		const { rows } = await transaction.sql.query(
			`SELECT ${jobColumns} FROM job j
			 WHERE j.account_id = $1 AND j.kind = 'import-check' AND j.subject_id = $2 AND j.parameters = $3
			 ORDER BY j.created_at DESC LIMIT 1`,
			[scope.accountId, importId, JSON.stringify({ version: row.version })],
		)
		if (!rows[0]) return { state: 'none' }
		const job = readJobRow(rows[0])
		if (isUnfinished(job.state)) return { state: 'running', job }
		if (job.state !== 'done') return { state: 'failed', job }
		return { state: 'done', job, checked: checkedImportSchema.parse(job.result) }
	})
}
