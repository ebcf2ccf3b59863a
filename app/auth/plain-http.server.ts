import { cookiesAreSecure } from '#app/lib/cookies.server.ts'

/**
 * Whether the browser will drop the sign-in cookie of this request without a word: over plain http browsers keep Secure
 * cookies for this machine's own names alone.
 */
export function losesCookies(request: Request): boolean {
	const { protocol, hostname } = new URL(request.url)
	return cookiesAreSecure() && protocol === 'http:' && !isThisMachine(hostname)
}

function isThisMachine(hostname: string): boolean {
	return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
