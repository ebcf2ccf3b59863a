import { withUser } from './database.server.ts'

/** @param session `id` is the SHA-256 (hex) of the token: the token itself is stored nowhere */
export async function addSession(
	userId: string,
	session: { id: string; expiresAt: Date; absoluteEndAt: Date; userAgent: string | null },
): Promise<void> {
	const { id, expiresAt, absoluteEndAt, userAgent } = session
	await withUser(userId, async ({ sql }) => {
		// Whoever signs in sweeps what is over.
		await sql.query(
			`DELETE FROM session WHERE user_id = $1 AND least(expires_at, absolute_end_at) <= now()`,
			[userId],
		)
		await sql.query(
			`INSERT INTO session (id, user_id, expires_at, absolute_end_at, user_agent) VALUES ($1, $2, $3, $4, $5)`,
			[id, userId, expiresAt, absoluteEndAt, userAgent],
		)
	})
}
