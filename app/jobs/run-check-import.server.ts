import { checkImport } from '#app/data/imports/check-import.server.ts'
import type { RunWork } from './job-work.server.ts'
import { refuseTooLarge } from './refuse-too-large.server.ts'

export const runCheckImport: RunWork = refuseTooLarge(
	async ({ transaction, scope, job, progress, signal }) => {
		if (job.subjectId === null) return { ok: false, problem: 'gone' }
		const checked = await checkImport(transaction, scope, {
			importId: job.subjectId,
			onProgress: progress,
			signal,
		})
		return checked ? { ok: true, result: checked } : { ok: false, problem: 'gone' }
	},
)
