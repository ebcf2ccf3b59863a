import type { Role } from '#app/domain/access/policy.ts'

declare const minted: unique symbol

/**
 * Proof that somebody's right to work in an account was established. The first argument of every function of data/ that
 * touches a tenant table.
 */
export type AccountScope = {
	readonly accountId: string
	/** Null for the system: jobs, the command line, the sample company. */
	readonly userId: string | null
	readonly membershipId: string | null
	/** The member record that the person is, where there is one. */
	readonly memberId: string | null
	readonly roles: readonly Role[]
	/** Of a program that asks the API with a token, which is nobody's. */
	readonly tokenId?: string
	readonly [minted]: true
}

/** Only the middleware of auth/ (after it has read the membership), the command line, jobs, seed and tests mint scopes. */
export function mintAccountScope(of: {
	accountId: string
	userId: string | null
	membershipId: string | null
	memberId: string | null
	roles: readonly Role[]
	tokenId?: string
}): AccountScope {
	return { ...of } as AccountScope
}

/** The system acting in an account, on nobody's behalf. */
export function systemScope(accountId: string): AccountScope {
	return mintAccountScope({ accountId, userId: null, membershipId: null, memberId: null, roles: [] })
}
