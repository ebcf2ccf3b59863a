import type { UndoCounts } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { countUndo } from './count-undo.server.ts'
import { selectMetricImport } from './import-row.server.ts'

/** What taking back an import would do now; null when there is no such import, or it has not been applied. */
export async function undoPreview(scope: AccountScope, importId: string): Promise<UndoCounts | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectMetricImport(transaction, scope, importId)
		return row?.state === 'applied' ? countUndo(transaction, scope, importId) : null
	})
}
