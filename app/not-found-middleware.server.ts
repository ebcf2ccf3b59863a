import type { MiddlewareFunction } from 'react-router'
import { renderNotFoundDocument } from './not-found-document.server.tsx'

/**
 * Gives every 404 the same page: of a route with a page, of one that answers with a file, and of no route at all. Only
 * answers to the page's own script stay as they are, so that it can show the same.
 */
export const notFoundMiddleware: MiddlewareFunction<Response> = async ({ request }, next) => {
	const response = await next()
	if (response.status !== 404 || response.headers.get('Content-Type')?.startsWith('text/x-script'))
		return response
	const headers = new Headers({ 'Content-Type': 'text/html; charset=utf-8' })
	for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie)
	const body = request.method === 'HEAD' ? null : renderNotFoundDocument(request)
	return new Response(body, { status: 404, headers })
}
