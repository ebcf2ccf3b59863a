import type { MiddlewareFunction } from 'react-router'
import { requestContext } from './lib/request-context.ts'
import { renderRefusalDocument } from './refusal-document.server.tsx'

/**
 * Gives a browser the page of a refusal where the answer would be a line of text: of what the server does not pass on to a
 * route, and of routes without a page.
 */
export const refusalMiddleware: MiddlewareFunction<Response> = async ({ request, context }, next) => {
	const { refused } = context.get(requestContext)
	if (refused) return refusal(request, refused)
	const response = await next()
	const { status, headers } = response
	const isLine = status >= 400 && headers.get('Content-Type')?.startsWith('text/plain')
	return isLine && takesPages(request) ? refusal(request, status, headers) : response
}

const takesPages = ({ method, headers }: Request) =>
	method !== 'HEAD' && headers.get('Accept')?.includes('text/html') === true

function refusal(request: Request, status: number, answered?: Headers): Response {
	const headers = new Headers(answered)
	headers.set('Content-Type', 'text/html; charset=utf-8')
	headers.delete('Content-Length')
	return new Response(renderRefusalDocument(request, status), { status, headers })
}
