import type { Transaction } from './database.server.ts'

/** A mail as it will be sent: composed by mail/. */
export type OutboxMail = {
	to: string
	subject: string
	text: string
	html: string
	/** Where it can be turned off, for mails that can. */
	unsubscribeUrl?: string
}

/**
 * Hands a mail over for sending, in the transaction that gives reason for it: both happen or neither. `accountId` is the
 * account of the transaction, or null.
 */
export async function addOutboxMessage(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string | null,
	{ to, subject, text, html, unsubscribeUrl }: OutboxMail,
): Promise<void> {
	// Without RETURNING: nobody in a request may read this table.
	await sql.query(
		`INSERT INTO outbox_message (account_id, recipient, subject, text, html, unsubscribe_url)
		 VALUES ($1, $2, $3, $4, $5, $6)`,
		[accountId, to, subject, text, html, unsubscribeUrl ?? null],
	)
}
