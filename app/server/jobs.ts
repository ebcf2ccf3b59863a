import type { Env } from '#app/lib/env.server.ts'

/** Starts what runs behind the requests; `stop` waits for what is under way. */
export function startJobs(_: Env): { stop: () => Promise<void> } {
	return { stop: async () => {} }
}
