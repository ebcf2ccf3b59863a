import { withUser } from './database.server.ts'

/** Notes that a session was used, and moves its idle end, never past its absolute one. */
export async function touchSession(userId: string, id: string, expiresAt: Date): Promise<void> {
	await withUser(userId, ({ sql }) =>
		sql.query(
			`UPDATE session SET last_used_at = now(), expires_at = least($3, absolute_end_at)
			 WHERE user_id = $1 AND id = $2`,
			[userId, id, expiresAt],
		),
	)
}
