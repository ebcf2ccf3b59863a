import type { MiddlewareFunction } from 'react-router'
import { isApiPattern } from '#app/lib/api-pattern.ts'
import { getEnv } from '#app/lib/env.server.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that may change something comes from our own pages. Browsers say so in Sec-Fetch-Site; older ones
 * name the Origin. Who sends neither is refused: a program signs in with a token, not with a cookie.
 *
 * @param own the origins that are ours
 */
export function isFromOurPages(request: Request, own: readonly string[]): boolean {
	if (safeMethods.has(request.method)) return true
	const site = request.headers.get('Sec-Fetch-Site')
	if (site !== null) return site === 'same-origin' || site === 'none'
	const origin = request.headers.get('Origin')
	return origin !== null && own.includes(origin)
}

/**
 * Refuses forms that other sites send, for every route: pages, data requests and resource routes. The API reads no cookie,
 * so that there is nothing for another site to use.
 */
export const sameOriginMiddleware: MiddlewareFunction<Response> = ({ request, pattern }, next) => {
	if (isApiPattern(pattern)) return next()
	const own = [new URL(request.url).origin, getEnv().CONTOUR_BASE_URL]
	if (isFromOurPages(request, own)) return next()
	throw new Response('This form was not sent from a page of Contour. Nothing was changed.', {
		status: 403,
		headers: { 'Content-Type': 'text/plain; charset=utf-8' },
	})
}
