import { createHash, randomBytes } from 'node:crypto'

/** A new secret for a link, and what is stored of it. */
export function createToken(): { token: string; hash: string } {
	const token = randomBytes(32).toString('base64url')
	return { token, hash: hashToken(token) }
}

/** SHA-256 as hex: enough for secrets of 256 random bits, which nobody can guess through it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex')
}
