import type { MiddlewareFunction } from 'react-router'
import { isApiPattern } from '#app/lib/api-pattern.ts'
import { readSession } from './lucia.server.ts'
import { sessionContext } from './session-context.server.ts'

/** Finds out who sends the request, for everything below. In the API a cookie means nothing. */
export const sessionMiddleware: MiddlewareFunction<Response> = async (
	{ request, context, pattern },
	next,
) => {
	context.set(sessionContext, isApiPattern(pattern) ? null : await readSession(request))
	return next()
}
