import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addJob } from '#app/data/add-job.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { selectMetricImport } from './import-row.server.ts'

export type StartedUndo =
	| { ok: true; jobId: string }
	| { ok: false; reason: 'gone' }
	/** It has not been applied, or has been taken back already. */
	| { ok: false; reason: 'not-applied' }

/** Has an import of metrics taken back, behind the request. The same again is the same job, while it is under way. */
export async function startUndo(
	scope: AccountScope,
	{ importId, idempotencyKey }: { importId: string; idempotencyKey?: string | undefined },
): Promise<StartedUndo> {
	return withAccount(scope, async (transaction) => {
		const work = await findImportWork(transaction, scope, importId)
		if (work)
			return work.kind === 'import-undo'
				? { ok: true, jobId: work.jobId }
				: { ok: false, reason: 'not-applied' }
		const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
		if (!row) return { ok: false, reason: 'gone' }
		if (row.state !== 'applied') return { ok: false, reason: 'not-applied' }
		const job = await addJob(transaction, scope, { kind: 'import-undo', subjectId: importId, idempotencyKey })
		return { ok: true, jobId: job.jobId }
	})
}
