import type { MiddlewareFunction } from 'react-router'
import { readSession } from './lucia.server.ts'
import { sessionContext } from './session-context.server.ts'

/** Finds out who sends the request, for everything below. */
export const sessionMiddleware: MiddlewareFunction<Response> = async ({ request, context }, next) => {
	context.set(sessionContext, await readSession(request))
	return next()
}
