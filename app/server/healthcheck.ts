import { setTimeout as sleep } from 'node:timers/promises'
import type { RequestHandler } from 'express'
import { queryWithoutAccount } from '#app/data/database.server.ts'

const PATIENCE_MS = 2000

/** Whether the database answers within two seconds. */
export async function isDatabaseReachable(): Promise<boolean> {
	const timeout = new AbortController()
	const reachable = await Promise.race([
		queryWithoutAccount('SELECT 1').then(
			() => true,
			() => false,
		),
		sleep(PATIENCE_MS, false, { signal: timeout.signal }),
	])
	timeout.abort()
	return reachable
}

/** Answers 200 while the database answers within two seconds, else 503. */
export const healthcheck: RequestHandler = async (_req, res) => {
	const reachable = await isDatabaseReachable()
	res.set('Cache-Control', 'no-store')
	if (reachable) res.json({ status: 'ok' })
	else res.status(503).json({ status: 'unavailable', reason: 'The database does not answer.' })
}

/** Answers 200 as long as the process can answer at all: what a restart would not mend is none of its business. */
export const liveness: RequestHandler = (_req, res) => {
	res.set('Cache-Control', 'no-store').json({ status: 'alive' })
}
