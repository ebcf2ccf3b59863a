import { checkRoster } from '#app/data/check-roster.server.ts'
import { checkParameters } from '#app/domain/roster/job-parameters.ts'
import type { RunWork } from './job-work.server.ts'
import { refuseTooLarge } from './refuse-too-large.server.ts'

export const runCheckRoster: RunWork = refuseTooLarge(
	async ({ transaction, scope, job, progress, signal }) => {
		const { missing } = checkParameters.parse(job.parameters)
		const checked =
			job.subjectId === null
				? null
				: await checkRoster(transaction, scope, {
						importId: job.subjectId,
						missing,
						jobId: job.id,
						onProgress: progress,
						signal,
					})
		return checked ? { ok: true, result: checked } : { ok: false, problem: 'gone' }
	},
)
