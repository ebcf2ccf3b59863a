import { createToken, hashToken } from './tokens.server.ts'

const prefix = 'contour_'
const form = /^contour_[\w-]{43}$/

/** A new token for the API, and what is stored of it. Its beginning lets scanners of code find one that was published. */
export function createApiToken(): { token: string; hash: string } {
	const token = prefix + createToken().token
	return { token, hash: hashToken(token) }
}

/**
 * What is stored of the token of an Authorization header; null where there is none in it. Only the hash is compared, by the
 * database: how long that takes tells nothing of the token.
 */
export function readBearer(header: string | null): string | null {
	const [, token] = /^Bearer +(\S+)$/i.exec(header ?? '') ?? []
	return token !== undefined && form.test(token) ? hashToken(token) : null
}
