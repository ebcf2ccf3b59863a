import type { Pool } from 'pg'

/** The mails waiting in the outbox for an address, oldest first. */
export async function mailsTo(admin: Pool, email: string): Promise<{ subject: string; text: string }[]> {
	const { rows } = await admin.query<{ subject: string; text: string }>(
		`SELECT subject, text FROM outbox_message WHERE recipient = $1 ORDER BY created_at, id`,
		[email],
	)
	return rows
}
