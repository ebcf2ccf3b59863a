import { startMailDelivery } from '#app/jobs/start-mail-delivery.server.ts'
import type { Env } from '#app/lib/env.server.ts'

/** Starts what runs behind the requests; `stop` waits for what is under way. */
export function startJobs(env: Env): { stop: () => Promise<void> } {
	const mail = startMailDelivery(env)
	return { stop: () => mail.stop() }
}
