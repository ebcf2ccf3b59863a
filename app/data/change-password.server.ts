import type { OutboxMail } from './add-outbox-message.server.ts'
import { addOutboxMessage } from './add-outbox-message.server.ts'
import { withUser } from './database.server.ts'

/** Sets a password that its user chose, and cancels every reset under way. Sessions are the caller's business. */
export async function changePassword(of: {
	userId: string
	passwordHash: string
	mail: OutboxMail
}): Promise<void> {
	await withUser(of.userId, async (transaction) => {
		const { sql } = transaction
		await sql.query(`UPDATE "user" SET password_hash = $2 WHERE id = $1`, [of.userId, of.passwordHash])
		await sql.query(
			`UPDATE user_token SET used_at = now() WHERE user_id = $1 AND purpose = 'reset' AND used_at IS NULL`,
			[of.userId],
		)
		await addOutboxMessage(transaction, null, of.mail)
	})
}
