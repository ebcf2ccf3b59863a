import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { readCookie, writeCookie } from '#app/lib/cookies.server.ts'

const name = 'browser'
const halfAYear = 180 * 24 * 60 * 60

type User = { id: string; passwordHash: string }

/**
 * A browser in which somebody has signed in before is known by a cookie that only the holder of the password could have
 * got. It signs nobody in: it gives the browser attempts of its own, which nobody else can use up. A new password makes
 * all of them unknown.
 *
 * @returns the Set-Cookie value
 */
export function rememberBrowser(user: User): string {
	const id = randomBytes(16).toString('base64url')
	return writeCookie(name, `${id}.${sign(user, id)}`, { maxAge: halfAYear })
}

/** The id of the browser that a request comes from where this user has signed in there; null otherwise. */
export function findKnownBrowser(request: Request, user: User | null): string | null {
	const [id = '', signature = ''] = (readCookie(request, name) ?? '').split('.')
	if (!user || !/^[\w-]{22}$/.test(id)) return null
	const given = Buffer.from(signature)
	const right = Buffer.from(sign(user, id))
	return given.length === right.length && timingSafeEqual(given, right) ? id : null
}

/** The hash of the password is the key: it is secret, the user's own, and ends with the password. */
function sign({ id: userId, passwordHash }: User, id: string): string {
	return createHmac('sha256', passwordHash).update(`known browser ${userId} ${id}`).digest('base64url')
}
