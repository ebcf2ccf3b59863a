import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia'
import { Lucia, TimeSpan } from 'lucia'
import { addSession } from '#app/data/add-session.server.ts'
import { endSessions } from '#app/data/end-sessions.server.ts'
import type { StoredSession } from '#app/data/find-session.server.ts'
import { findSession } from '#app/data/find-session.server.ts'
import { listSessions } from '#app/data/list-sessions.server.ts'
import { touchSession } from '#app/data/touch-session.server.ts'
import { cookieName, cookiesAreSecure } from '#app/lib/cookies.server.ts'
import { hashToken } from './tokens.server.ts'

const minute = 60_000
const day = 24 * 60 * minute

/** A session ends when it was not used for so long … */
export const idleDays = 14
/** … and so long after signing in at the latest. */
export const absoluteDays = 90
/** How often, at most, the use of a session is written down. */
const touchEvery = 5 * minute

type SessionAttributes = {
	/** SHA-256 (hex) of the token: what the database calls the session's id. */
	hash?: string
	lastUsedAt?: Date
	userAgent?: string | null
}

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof createLucia>
		DatabaseSessionAttributes: SessionAttributes
		DatabaseUserAttributes: { email: string; name: string }
	}
}

/** Lucia knows the raw token as the session's id; the database only ever sees its hash. */
const adapter: Adapter = {
	async getSessionAndUser(token) {
		const found = await findSession(hashToken(token))
		return found ? [toSession(token, found), toUser(found)] : [null, null]
	},
	async getUserSessions(userId) {
		const sessions = await listSessions(userId)
		return sessions.map(({ id, expiresAt, lastUsedAt }) => ({
			id,
			userId,
			expiresAt,
			attributes: { hash: id, lastUsedAt },
		}))
	},
	async setSession({ id, userId, expiresAt, attributes }) {
		const absoluteEndAt = new Date(Date.now() + absoluteDays * day)
		const userAgent = attributes.userAgent?.slice(0, 400) ?? null
		await addSession(userId, { id: hashToken(id), expiresAt, absoluteEndAt, userAgent })
	},
	// Each use moves the idle end, see readSession: Lucia's own extension comes only at half time.
	async updateSessionExpiration() {},
	async deleteSession(token) {
		const found = await findSession(hashToken(token))
		if (found) await endSessions(found.userId, { only: found.id })
	},
	async deleteUserSessions(userId) {
		await endSessions(userId, 'all')
	},
	// Ended sessions go when their user signs in again.
	async deleteExpiredSessions() {},
}

function toSession(token: string, found: StoredSession): DatabaseSession {
	const end = Math.min(found.expiresAt.getTime(), found.absoluteEndAt.getTime())
	return {
		id: token,
		userId: found.userId,
		expiresAt: new Date(end),
		attributes: { hash: found.id, lastUsedAt: found.lastUsedAt },
	}
}

function toUser({ userId, email, name }: StoredSession): DatabaseUser {
	return { id: userId, attributes: { email, name } }
}

function createLucia() {
	return new Lucia(adapter, {
		sessionExpiresIn: new TimeSpan(idleDays, 'd'),
		// The cookie outlives the session: the database decides.
		sessionCookie: {
			name: cookieName('session'),
			expires: false,
			attributes: { secure: cookiesAreSecure(), sameSite: 'lax', path: '/' },
		},
		getSessionAttributes: ({ hash, lastUsedAt }) => ({ hash, lastUsedAt }),
		getUserAttributes: ({ email, name }) => ({ email, name }),
	})
}

let lucia: ReturnType<typeof createLucia> | undefined
// Made at the first use, when the settings are known.
const getLucia = () => (lucia ??= createLucia())

export type SignedIn = {
	user: { id: string; name: string; email: string }
	/** SHA-256 (hex) of the token in the cookie. */
	sessionId: string
}

/** Who sends a request; null without a good session. Notes the use of the session. */
export async function readSession(request: Request): Promise<SignedIn | null> {
	const token = getLucia().readSessionCookie(request.headers.get('Cookie') ?? '')
	if (!token) return null
	const { session, user } = await getLucia().validateSession(token)
	if (!session?.hash) return null
	const now = Date.now()
	if (!session.lastUsedAt || now - session.lastUsedAt.getTime() > touchEvery) {
		await touchSession(user.id, session.hash, new Date(now + idleDays * day))
	}
	return { user: { id: user.id, name: user.name, email: user.email }, sessionId: session.hash }
}

/**
 * A fresh session for a user, at every sign-in and every change of privilege. Returns the Set-Cookie value that hands it
 * out. A session that the request already had ends.
 */
export async function startSession(request: Request, userId: string): Promise<string> {
	await endSession(request)
	const session = await getLucia().createSession(userId, { userAgent: request.headers.get('User-Agent') })
	return getLucia().createSessionCookie(session.id).serialize()
}

/** Ends the session of a request, if it has one. Returns the Set-Cookie value that takes the cookie back. */
export async function endSession(request: Request): Promise<string> {
	const token = getLucia().readSessionCookie(request.headers.get('Cookie') ?? '')
	if (token) await getLucia().invalidateSession(token)
	return getLucia().createBlankSessionCookie().serialize()
}
