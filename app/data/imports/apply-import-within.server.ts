import type { ApplyParameters, ImportCounts, ImportResult } from '#app/domain/import/import-outcome.ts'
import type { ImportProblem } from '#app/domain/import/import-problem.ts'
import { importResultSchema } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { checkOutcomesWithin } from '#app/data/roadmaps/check-outcomes.server.ts'
import { listTouchedNodes } from '#app/data/roadmaps/list-touched-nodes.server.ts'
import { addWebhookEvent } from '#app/data/webhooks/add-webhook-event.server.ts'
import { countStaged } from './count-staged.server.ts'
import { selectMetricImport } from './import-row.server.ts'
import { keepRefusedRows } from './keep-refused-rows.server.ts'
import { stageImport } from './stage-import.server.ts'
import type { OnImportProgress } from './stage-import.server.ts'
import { writeStaged } from './write-staged.server.ts'

export type AppliedImport =
	| {
			ok: true
			counts: ImportCounts
			/** It had been applied before: nothing happened now. */
			again: boolean
	  }
	| { ok: false; reason: 'gone' }
	/** Values, people, metrics or how the file is read have changed since the dry run that was shown. */
	| { ok: false; reason: 'stale' }
	/** Something of it is refused, and all or nothing was asked for. */
	| { ok: false; reason: 'refused-rows' }
	| { ok: false; reason: 'unreadable'; problem: ImportProblem }

/** Applies an import of metrics in the open transaction. An import is applied once, however often it is asked for. */
export async function applyImportWithin(
	transaction: Transaction,
	scope: AccountScope,
	of: { importId: string; onProgress?: OnImportProgress; signal?: AbortSignal } & ApplyParameters,
): Promise<AppliedImport> {
	const row = await selectMetricImport(transaction, scope, of.importId, 'FOR NO KEY UPDATE')
	if (row?.state === 'applied') {
		return { ok: true, counts: importResultSchema.parse(row.result).counts, again: true }
	}
	if (row?.state !== 'mapped') return { ok: false, reason: 'gone' }
	if (of.version !== undefined && of.version !== row.version) return { ok: false, reason: 'stale' }
	return stageImport(transaction, scope, { row, ...of }, async (staged, readRefused) => {
		if (!staged.ok) return { ok: false, reason: 'unreadable', problem: staged.problem }
		if (staged.isRefused && of.mode === 'all-or-nothing') return { ok: false, reason: 'refused-rows' }
		const values = await countStaged(transaction, staged.values)
		const refused = await keepRefusedRows(transaction, scope, row.id, staged.isRefused ? readRefused : null)
		const counts = {
			...{ rows: staged.records, ...values },
			...{ refused: refused?.ok ? refused.refused : 0, erased: staged.erased },
		}
		if (of.expected && !isSame(of.expected, counts)) return { ok: false, reason: 'stale' }
		of.onProgress?.('writing', 0, counts.added + counts.changed)
		await writeStaged(transaction, scope, { importId: row.id, ...values })
		const result: ImportResult = { counts, mode: of.mode, refused: refused?.ok ? refused.first : [] }
		await transaction.sql.query(
			`UPDATE import SET state = 'applied', applied_at = now(), version = version + 1, result = $3 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, row.id, JSON.stringify(result)],
		)
		// What has come in may meet outcomes of plans. Before the audit log: whoever writes in a plan holds the plan first too.
		const touched = await listTouchedNodes(transaction, scope, { importId: row.id })
		await checkOutcomesWithin(transaction, scope, { at: new Date(), touched })
		await appendAuditEvent(transaction, scope, {
			action: 'metrics.imported',
			subject: { kind: 'import', id: row.id },
			detail: counts,
		})
		await addWebhookEvent(transaction, scope, {
			event: 'import.finished',
			data: { importId: row.id, kind: row.kind },
		})
		return { ok: true, counts, again: false }
	})
}

const isSame = (a: ImportCounts, b: ImportCounts): boolean =>
	(Object.keys(a) as (keyof ImportCounts)[]).every((name) => a[name] === b[name])
