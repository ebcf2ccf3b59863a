import type { CheckedImport, ShownValue } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { countStaged } from './count-staged.server.ts'
import { selectMetricImport } from './import-row.server.ts'
import { keepRefusedRows } from './keep-refused-rows.server.ts'
import { listStaged } from './list-staged.server.ts'
import type { OnImportProgress } from './stage-import.server.ts'
import { stageImport } from './stage-import.server.ts'

const shown = 20

/**
 * The dry run of an import of metrics: what applying it would do now. Changes no value, and keeps the CSV of what would be
 * refused.
 *
 * @returns null when there is no such import, or it waits for nothing any more
 */
export async function checkImport(
	transaction: Transaction,
	scope: AccountScope,
	of: { importId: string; onProgress?: OnImportProgress; signal?: AbortSignal },
): Promise<CheckedImport | null> {
	const row = await selectMetricImport(transaction, scope, of.importId)
	if (row?.state !== 'mapped') return null
	const { version } = row
	return stageImport(transaction, scope, { row, ...of }, async (staged, readRefused) => {
		if (!staged.ok) return { ok: false, version, problem: staged.problem }
		of.onProgress?.('preparing', 0, null)
		const counts = await countStaged(transaction, staged.values)
		const refused = await keepRefusedRows(transaction, scope, row.id, staged.isRefused ? readRefused : null)
		const list = (which: 'added' | 'changed' | 'unchanged'): Promise<ShownValue[]> =>
			listStaged(transaction, scope, { which, limit: counts[which] === 0 ? 0 : shown })
		return {
			ok: true,
			version,
			counts: {
				...{ rows: staged.records, ...counts },
				...{ refused: refused?.ok ? refused.refused : 0, erased: staged.erased },
			},
			first: {
				added: await list('added'),
				changed: await list('changed'),
				unchanged: await list('unchanged'),
				refused: refused?.ok ? refused.first : [],
			},
			unknown: staged.unknown,
			open: staged.open,
		}
	})
}
