import { randomUUID } from 'node:crypto'
import type { RequestHandler } from 'express'
import { getLogger } from '#app/lib/log.server.ts'

const SLOW_MS = 1000

/**
 * Gives each request an id and logs how it ended. Of the path only the first
 * part is logged: what follows may be a token or somebody's id.
 */
export const requestLog: RequestHandler = (req, res, next) => {
	const requestId = randomUUID()
	const start = performance.now()
	res.locals.requestId = requestId
	res.setHeader('X-Request-Id', requestId)
	res.on('close', () => {
		const ms = Math.round(performance.now() - start)
		const level = res.statusCode >= 500 ? 'error' : ms > SLOW_MS ? 'warn' : 'debug'
		const path = `/${req.path.split('/')[1] ?? ''}`
		getLogger()[level]({ requestId, method: req.method, path, status: res.statusCode, ms }, 'request')
	})
	next()
}
