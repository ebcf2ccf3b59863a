/** How many days a token lives unless told, and at most. */
export const tokenDays = { usual: 90, most: 366 } as const

export type TokenState = 'active' | 'expired' | 'revoked'

/** What a token is good for at a moment. From the moment of its end on it is good for nothing. */
export function tokenState(token: { expiresAt: Date; revokedAt: Date | null }, now: Date): TokenState {
	if (token.revokedAt) return 'revoked'
	return token.expiresAt.getTime() <= now.getTime() ? 'expired' : 'active'
}
