import type { AccountScope } from '#app/data/account-scope.server.ts'
import { besidesTransaction } from '#app/data/database.server.ts'
import { reportJob } from '#app/data/report-job.server.ts'
import type { JobStage } from '#app/domain/job/job-kind.ts'

/** How often progress is written and a wish to stop is seen. */
const every = 300

/**
 * Keeps the row of a job up to date while it runs, apart from its transaction: so it is seen before that ends.
 *
 * @param of.onStop somebody wants the job stopped
 */
export function reportProgress(
	scope: AccountScope,
	of: { jobId: string; onStop: () => void },
): { at: (stage: JobStage, done?: number, total?: number | null) => void; end: () => Promise<void> } {
	let now: { stage: JobStage | null; done: number; total: number | null } = {
		stage: null,
		done: 0,
		total: null,
	}
	let writing: Promise<void> | undefined
	const write = async () => {
		// A report that fails is followed by another; whether the job itself can go on, its own connection says.
		const found = await besidesTransaction(() => reportJob(scope, of.jobId, now)).catch(() => null)
		if (found?.isStopping) of.onStop()
	}
	const timer = setInterval(() => {
		writing ??= write().finally(() => (writing = undefined))
	}, every)
	return {
		at(stage, done = 0, total = null) {
			now = { stage, done, total }
		},
		/** Nothing is written any more once it resolves: the end of the job has the last word. */
		async end() {
			clearInterval(timer)
			await writing
		},
	}
}
