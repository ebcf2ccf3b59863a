import type { ApplyParameters } from '#app/domain/import/import-outcome.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { addJob } from '#app/data/add-job.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { findImportWork } from './find-import-work.server.ts'
import { selectMetricImport } from './import-row.server.ts'

export type StartedApply =
	| { ok: true; jobId: string }
	| { ok: false; reason: 'gone' }
	/** Its mapping is not complete. */
	| { ok: false; reason: 'unmapped' }
	/** It has been applied, or taken back: an import is applied once. */
	| { ok: false; reason: 'settled' }

/** Has an import of metrics applied, behind the request. The same again is the same job, while it is under way. */
export async function startApply(
	scope: AccountScope,
	of: { importId: string; idempotencyKey?: string | undefined } & ApplyParameters,
): Promise<StartedApply> {
	const { importId, idempotencyKey, mode, expected, version } = of
	return withAccount(scope, async (transaction) => {
		const work = await findImportWork(transaction, scope, importId)
		if (work)
			return work.kind === 'import-apply' ? { ok: true, jobId: work.jobId } : { ok: false, reason: 'settled' }
		const row = await selectMetricImport(transaction, scope, importId, 'FOR NO KEY UPDATE')
		if (!row) return { ok: false, reason: 'gone' }
		if (row.state === 'uploaded') return { ok: false, reason: 'unmapped' }
		if (row.state !== 'mapped') return { ok: false, reason: 'settled' }
		const parameters = { mode, ...(expected && { expected }), ...(version !== undefined && { version }) }
		const job = await addJob(transaction, scope, {
			kind: 'import-apply',
			subjectId: importId,
			parameters,
			idempotencyKey,
		})
		return { ok: true, jobId: job.jobId }
	})
}
