import type { Job } from '#app/data/job-row.server.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { describeProgress, describeStage } from '#app/domain/job/job-words.ts'

/** How far a job is, in words: what a page shows, and what its stream says. */
export function showJob(job: Job, locale: string) {
	const { state, stage, done, total, problem } = job
	const progress = { state, stage, done, total, problem, isStopping: job.cancelRequestedAt !== null }
	return {
		stage: describeStage(progress),
		progress: describeProgress(progress, locale),
		done,
		total,
		isFinished: !isUnfinished(state),
		isStopping: progress.isStopping,
	}
}
