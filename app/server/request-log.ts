import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import { getLogger } from '#app/lib/log.server.ts'
import { describeRoute } from './describe-route.ts'

const SLOW_MS = 1000

/** As proxies and tracers make them; nothing that could carry an address or a sentence. */
const REQUEST_ID = /^[\w-]{8,64}$/

/**
 * Gives each request an id and logs how it ended. Of the path only its pattern is logged: what stands in it may be a
 * token or somebody's id.
 */
export const requestLog: RequestHandler = (req, res, next) => {
	const requestId = idFromProxy(req) ?? randomUUID()
	const start = performance.now()
	res.locals.requestId = requestId
	res.setHeader('X-Request-Id', requestId)
	res.on('close', () => {
		const ms = Math.round(performance.now() - start)
		// A stream of events is open for as long as there is something to follow.
		const isSlow = ms > SLOW_MS && !String(res.getHeader('Content-Type')).startsWith('text/event-stream')
		const level = res.statusCode >= 500 ? 'error' : isSlow ? 'warn' : 'debug'
		const { method, route } = describeRoute(req, res)
		getLogger()[level]({ requestId, method, route, status: res.statusCode, ms }, 'request')
	})
	next()
}

/** The id that a trusted proxy gave the request; anybody else could put one under another's. */
function idFromProxy(req: Request): string | null {
	const given = req.headers['x-request-id']
	if (typeof given !== 'string' || !REQUEST_ID.test(given)) return null
	// What is too broken to be a request reached no application.
	const isTrusted = req.app?.get('trust proxy fn') as ((address: string, hop: number) => boolean) | undefined
	return isTrusted?.(req.socket.remoteAddress ?? '', 0) ? given : null
}
