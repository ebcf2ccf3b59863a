import type { MiddlewareFunction } from 'react-router'
import { renderRefusalDocument } from './refusal-document.server.tsx'

/** A page that takes no form says what no page says, or the difference would tell that it is there. */
const missing = new Set([404, 405])

/**
 * Gives every 404 the same page: of a route with a page, of one that answers with a file, and of no route at all. Only
 * answers to the page's own script stay as they are, so that it can show the same.
 */
export const notFoundMiddleware: MiddlewareFunction<Response> = async ({ request }, next) => {
	const response = await next()
	if (!missing.has(response.status)) return response
	// Programs get words of their own, which are the same everywhere as well.
	if (response.headers.get('Content-Type') === 'application/problem+json') return response
	if (response.headers.get('Content-Type')?.startsWith('text/x-script')) {
		return new Response(response.body, { status: 404, headers: response.headers })
	}
	const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' })
	for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
	const body = request.method === 'HEAD' ? null : renderRefusalDocument(request, 404)
	return new Response(body, { status: 404, headers })
}
