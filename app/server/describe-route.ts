import { METHODS } from 'node:http'
import type { Request, Response } from 'express'
import type { RequestInfo } from '#app/lib/request-context.ts'

const METHODS_KNOWN = new Set(METHODS)
const OWN = new Set(['/healthcheck', '/liveness', '/readiness'])

/**
 * A request as it may stand in a log or a label: nothing in it tells a person or an account, and there are only so many
 * different ones.
 */
export function describeRoute(req: Request, res: Response): { method: string; route: string } {
	const method = METHODS_KNOWN.has(req.method) ? req.method : 'other'
	const info = res.locals.requestInfo as RequestInfo | undefined
	const pattern = info?.routePattern
	if (pattern !== undefined) return { method, route: `/${pattern.replace(/^\//, '')}` }
	// A mounted handler sees only the rest of the path.
	const path = req.baseUrl + req.path
	if (OWN.has(path)) return { method, route: path }
	return { method, route: path.startsWith('/assets/') ? '/assets/*' : 'none' }
}
