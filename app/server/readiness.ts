import type { RequestHandler } from 'express'
import { isDatabaseReachable } from './healthcheck.ts'

export type Readiness = {
	/** `/readiness`: 503 from `drain` on, and while the database is away. */
	answer: RequestHandler
	/** While draining, asks whoever keeps a connection to come back elsewhere. */
	letGo: RequestHandler
	drain: () => void
}

/**
 * Whether to send requests here. Apart from `/liveness`, which says whether to restart: a process that was told to stop is
 * alive and serves what still comes, but wants no more.
 */
export function createReadiness(): Readiness {
	let draining = false
	return {
		answer: async (_req, res) => {
			res.set('Cache-Control', 'no-store')
			const reason = draining
				? 'This process is stopping.'
				: (await isDatabaseReachable())
					? null
					: 'The database does not answer.'
			if (reason === null) res.json({ status: 'ready' })
			else res.status(503).json({ status: 'unavailable', reason })
		},
		letGo: (_req, res, next) => {
			if (draining) res.set('Connection', 'close')
			next()
		},
		drain: () => {
			draining = true
		},
	}
}
