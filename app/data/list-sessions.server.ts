import { withUser } from './database.server.ts'

export type ListedSession = {
	/** SHA-256 (hex) of the token. */
	id: string
	createdAt: Date
	lastUsedAt: Date
	expiresAt: Date
	userAgent: string | null
}

/** The sessions of a user that are still good, last used first. */
export async function listSessions(userId: string): Promise<ListedSession[]> {
	return withUser(userId, async ({ sql }) => {
		const { rows } = await sql.query<ListedSession>(
			`SELECT id, created_at AS "createdAt", last_used_at AS "lastUsedAt",
				least(expires_at, absolute_end_at) AS "expiresAt", user_agent AS "userAgent"
			 FROM session WHERE user_id = $1 AND least(expires_at, absolute_end_at) > now()
			 ORDER BY last_used_at DESC, id`,
			[userId],
		)
		return rows
	})
}
