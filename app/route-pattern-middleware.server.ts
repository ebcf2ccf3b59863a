import type { MiddlewareFunction } from 'react-router'
import { requestContext } from './lib/request-context.ts'

/** Notes which route answers, as its pattern: the log and the metrics name it instead of the path. */
export const routePatternMiddleware: MiddlewareFunction<Response> = ({ pattern, context }, next) => {
	context.get(requestContext).routePattern = pattern
	return next()
}
