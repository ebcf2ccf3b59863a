import type { RouterContextProvider } from 'react-router'
import { findApiToken } from '#app/data/api/find-api-token.server.ts'
import { touchApiToken } from '#app/data/api/touch-api-token.server.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { mintAccountScope } from '#app/data/account-scope.server.ts'
import { makeRateLimiter } from '#app/data/make-rate-limiter.server.ts'
import type { Standing } from '#app/data/read-standing.server.ts'
import { readStanding } from '#app/data/read-standing.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { tokenState } from '#app/domain/api/token-life.ts'
import type { Problem } from '#app/domain/api/problem.ts'
import { readBearer } from '#app/auth/api-token.server.ts'
import { clientNetwork } from '#app/lib/client-network.ts'
import { requestContext } from '#app/lib/request-context.ts'

/** A program at work in an account: the right to everything in the API starts from this. */
export type ApiSession = {
	scope: AccountScope
	person: Person
	account: Standing['account']
	tokenId: string
}

type Authenticated =
	| { ok: true; session: ApiSession; headers: Record<string, string> }
	| { ok: false; problem: Problem; headers: Record<string, string> }

/** Requests of one token in a minute. */
export const tokenLimit = { points: 600, seconds: 60 }

const byToken = makeRateLimiter({ ...tokenLimit, name: `api-token-${tokenLimit.seconds}` })
/** Only tokens that were looked up and do not work are counted by network: whoever has one that works is counted by that. */
const strangers = makeRateLimiter({ name: 'api-stranger-900', points: 100, seconds: 900 })

/**
 * Whose token the request has. Expired, revoked and made-up tokens are answered alike, and so is none at all; cookies are
 * not looked at. A token acts like a person of its role without an employee record.
 */
export async function authenticateToken(
	request: Request,
	context: Readonly<RouterContextProvider>,
): Promise<Authenticated> {
	const hash = readBearer(request.headers.get('Authorization'))
	if (hash === null) return unauthorized
	const token = await findApiToken(hash)
	if (!token || tokenState(token, new Date()) !== 'active') return refuseStranger(context)
	const { left, seconds, ok } = await byToken.takeAndTell(token.id)
	const headers = {
		'RateLimit-Policy': `"token";q=${tokenLimit.points};w=${tokenLimit.seconds}`,
		RateLimit: `"token";r=${left};t=${seconds}`,
	}
	if (!ok) {
		return {
			ok,
			problem: { code: 'too-many-requests' },
			headers: { ...headers, 'Retry-After': String(seconds) },
		}
	}
	const roles = [token.role]
	const scope = mintAccountScope({
		accountId: token.accountId,
		userId: null,
		membershipId: null,
		memberId: null,
		roles,
		tokenId: token.id,
	})
	const standing = await readStanding(scope)
	if (!standing) return refuseStranger(context)
	if (token.lastUsedAt === null || Date.now() - token.lastUsedAt.getTime() > 60_000) {
		await touchApiToken(scope, token.id)
	}
	const person = { roles, isMember: false, isManager: false }
	return { ok, session: { scope, person, account: standing.account, tokenId: token.id }, headers }
}

const unauthorized: Authenticated = {
	ok: false,
	problem: { code: 'unauthorized' },
	headers: { 'WWW-Authenticate': 'Bearer' },
}

async function refuseStranger(context: Readonly<RouterContextProvider>): Promise<Authenticated> {
	const seconds = await strangers.take(clientNetwork(context.get(requestContext).clientAddress))
	if (seconds === 0) return unauthorized
	return {
		ok: false,
		problem: { code: 'too-many-requests' },
		headers: { 'Retry-After': String(seconds) },
	}
}
