import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { withUser } from './database.server.ts'

/**
 * Sets a new password for a reset token, once: of two at the same moment one gets `gone`. Ends every session of the user
 * and every other reset under way.
 *
 * @param of.mail tells the user
 */
export async function redeemResetToken(of: {
	userId: string
	tokenHash: string
	passwordHash: string
	mail: OutboxMail
}): Promise<{ ok: true } | { ok: false; reason: 'gone' }> {
	const { userId, tokenHash, passwordHash } = of
	return withUser(userId, async (transaction) => {
		const { sql } = transaction
		const used = await sql.query(
			`UPDATE user_token SET used_at = now()
			 WHERE id = $1 AND user_id = $2 AND purpose = 'reset' AND used_at IS NULL AND expires_at > now() RETURNING id`,
			[tokenHash, userId],
		)
		if (used.rowCount !== 1) return { ok: false, reason: 'gone' }
		await sql.query(
			`UPDATE user_token SET used_at = now() WHERE user_id = $1 AND purpose = 'reset' AND used_at IS NULL`,
			[userId],
		)
		await sql.query(`DELETE FROM session WHERE user_id = $1`, [userId])
		await sql.query(`UPDATE "user" SET password_hash = $2 WHERE id = $1`, [userId, passwordHash])
		await addOutboxMessage(transaction, null, of.mail)
		return { ok: true }
	})
}
