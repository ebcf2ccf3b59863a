import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findJob } from '#app/data/find-job.server.ts'
import { isUnfinished } from '#app/domain/job/job-kind.ts'
import { watchJob } from './job-watch.server.ts'

/** What takes no longer than this feels as if it were done at once. */
const patience = 1500

/** Waits a moment for a job to end, so that small work needs no second look. */
export async function waitForJob(scope: AccountScope, jobId: string): Promise<void> {
	const deadline = Date.now() + patience
	let wake = () => {}
	const unwatch = watchJob(
		jobId,
		() => wake(),
		() => wake(),
	)
	try {
		while (Date.now() < deadline) {
			const news = new Promise<void>((resolve) => {
				wake = resolve
				setTimeout(resolve, 250)
			})
			const job = await findJob(scope, jobId)
			if (!job || !isUnfinished(job.state)) return
			await news
		}
	} finally {
		unwatch()
	}
}
