import { startSealing } from '#app/jobs/audit-heads/start-sealing.server.ts'
import { keepErasureList } from '#app/jobs/erasures/keep-erasure-list.server.ts'
import { startWorkers } from '#app/jobs/start-workers.server.ts'
import type { Env } from '#app/lib/env.server.ts'

/**
 * Starts what runs behind the requests. `stop` ends the streams of progress, begins nothing else, and waits for what is under
 * way as long as a shutdown may take.
 */
export function startJobs(env: Env, databaseUrl: string): { stop: () => Promise<void> } {
	const workers = startWorkers(env, databaseUrl)
	const sealing = startSealing()
	const listing = keepErasureList()
	return {
		stop: async () => {
			await workers.stop()
			await listing
			// Last, so that it seals what the others still log.
			await sealing.stop()
		},
	}
}
