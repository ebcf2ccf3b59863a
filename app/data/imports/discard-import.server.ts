import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { selectMetricImport } from './import-row.server.ts'

/** Lays aside an import of metrics that has not been applied. False when there is none, or it is being applied or has been. */
export async function discardImport(scope: AccountScope, importId: string): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		if (await findImportWork(transaction, scope, importId)) return false
		const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
		if (row?.state !== 'uploaded' && row?.state !== 'mapped') return false
		const values = [scope.accountId, importId]
		await transaction.sql.query(
			`UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, now())
			 WHERE account_id = $1 AND subject_id = $2 AND kind = 'import-check' AND state IN ('queued', 'running')`,
			values,
		)
		await transaction.sql.query(
			`UPDATE import SET state = 'discarded', version = version + 1 WHERE account_id = $1 AND id = $2`,
			values,
		)
		await transaction.sql.query(`DELETE FROM import_piece WHERE account_id = $1 AND import_id = $2`, values)
		return true
	})
}
