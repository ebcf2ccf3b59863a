import { getEnv } from './env.server.ts'

/**
 * Browsers take a `__Host-` cookie only with Secure, for the whole site and for this host alone. The unsafe switch of the
 * settings gives that up, so that plain http on a closed network works.
 */
export function cookieName(name: string): string {
	return cookiesAreSecure() ? `__Host-contour-${name}` : `contour-${name}`
}

export function cookiesAreSecure(): boolean {
	return getEnv().CONTOUR_UNSAFE_HTTP !== 'on'
}

/** The decoded value of a cookie of ours; null where there is none or it cannot be decoded. */
export function readCookie(request: Request, name: string): string | null {
	const wanted = cookieName(name)
	for (const part of (request.headers.get('Cookie') ?? '').split(';')) {
		const [key, ...rest] = part.split('=')
		if (key?.trim() !== wanted) continue
		try {
			return decodeURIComponent(rest.join('=').trim())
		} catch {
			return null
		}
	}
	return null
}

/** A Set-Cookie header's value. `maxAge` in seconds; 0 removes the cookie. */
export function writeCookie(name: string, value: string, { maxAge }: { maxAge: number }): string {
	const secure = cookiesAreSecure() ? '; Secure' : ''
	const text = encodeURIComponent(value)
	return `${cookieName(name)}=${text}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`
}
