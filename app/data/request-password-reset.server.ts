import { randomUUID } from 'node:crypto'
import type { OutboxMail } from './add-outbox-message.server.ts'
import { withUser } from './database.server.ts'

/** So many mails an hour at most to one address. */
const mostAnHour = 3

/**
 * Stores a reset token and hands its mail over. For nobody (`userId` null) the same statements run and write nothing.
 *
 * @param of.tokenHash SHA-256 (hex) of the token in the mail
 */
export async function requestPasswordReset(of: {
	userId: string | null
	tokenHash: string
	expiresAt: Date
	mail: OutboxMail
}): Promise<void> {
	const { tokenHash, expiresAt, mail } = of
	const userId = of.userId ?? randomUUID()
	await withUser(userId, async ({ sql }) => {
		// One after the other, so that parallel requests count each other.
		await sql.query(`SELECT pg_advisory_xact_lock(hashtextextended('reset:' || $1, 0))`, [userId])
		await sql.query(`DELETE FROM user_token WHERE user_id = $1 AND expires_at < now() - interval '1 day'`, [
			userId,
		])
		const { rowCount } = await sql.query(
			`INSERT INTO user_token (id, user_id, purpose, expires_at)
			 SELECT $1, $2, 'reset', $3
			 WHERE $4 AND (SELECT count(*) FROM user_token
				WHERE user_id = $2 AND purpose = 'reset' AND created_at > now() - interval '1 hour') < $5`,
			[tokenHash, userId, expiresAt, of.userId !== null, mostAnHour],
		)
		await sql.query(
			`INSERT INTO outbox_message (recipient, subject, text, html) SELECT $1, $2, $3, $4 WHERE $5`,
			[mail.to, mail.subject, mail.text, mail.html, rowCount === 1],
		)
	})
}
