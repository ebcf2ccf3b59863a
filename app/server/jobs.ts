import { startSealing } from '#app/jobs/audit-heads/start-sealing.server.ts'
import { startMailDelivery } from '#app/jobs/start-mail-delivery.server.ts'
import type { Env } from '#app/lib/env.server.ts'

/** Starts what runs behind the requests; `stop` waits for what is under way. */
export function startJobs(env: Env): { stop: () => Promise<void> } {
	const mail = startMailDelivery(env)
	const sealing = startSealing()
	return {
		stop: async () => {
			await mail.stop()
			// Last, so that it seals what the others still log.
			await sealing.stop()
		},
	}
}
