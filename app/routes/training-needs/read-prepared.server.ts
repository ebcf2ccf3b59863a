import type { AccountSession } from '#app/auth/account-context.server.ts'
import { findLatestJob } from '#app/data/find-latest-job.server.ts'
import { may } from '#app/domain/access/policy.ts'
import { exportKeptUntil, exportResultSchema } from '#app/domain/job/export-result.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { showJob } from '#app/jobs/show-job.server.ts'

/** The export that the person has asked for last, as long as there is something to say of it; else null. */
export async function readPrepared({ scope, person, account }: AccountSession) {
	if (!may(person, 'training-needs.export')) return null
	const job = await findLatestJob(scope, { kinds: ['training-needs-export'], own: true })
	if (!job || job.state === 'cancelled') return null
	const { id: jobId, state, problem, finishedAt } = job
	const until = finishedAt && exportKeptUntil(finishedAt)
	if (until && until < new Date()) return null
	const result = exportResultSchema.safeParse(job.result)
	return {
		jobId,
		isFinished: !isUnfinished(state),
		problem,
		shown: showJob(job, account.locale),
		file: result.success && until ? { rows: result.data.rows, until } : null,
	}
}
