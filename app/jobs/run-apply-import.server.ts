import { applyImportWithin } from '#app/data/imports/apply-import-within.server.ts'
import { applyParametersSchema } from '#app/domain/import/import-outcome.ts'
import type { RunWork } from './job-work.server.ts'
import { refuseTooLarge } from './refuse-too-large.server.ts'

export const runApplyImport: RunWork = refuseTooLarge(
	async ({ transaction, scope, job, progress, signal }) => {
		if (job.subjectId === null) return { ok: false, problem: 'gone' }
		const parameters = applyParametersSchema.parse(job.parameters)
		const applied = await applyImportWithin(transaction, scope, {
			importId: job.subjectId,
			...parameters,
			onProgress: progress,
			signal,
		})
		if (!applied.ok) return { ok: false, problem: applied.reason }
		return { ok: true, result: { counts: applied.counts } }
	},
)
