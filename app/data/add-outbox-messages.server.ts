import type { OutboxMail } from './add-outbox-message.server.ts'
import type { Transaction } from './database.server.ts'

/** Hands many mails over for sending in one statement, in the transaction that gives reason for them. */
export async function addOutboxMessages(
	{ sql }: Pick<Transaction, 'sql'>,
	accountId: string,
	mails: readonly OutboxMail[],
): Promise<void> {
	if (mails.length === 0) return
	const column = (name: keyof OutboxMail) => mails.map((mail) => mail[name] ?? null)
	// Without RETURNING: nobody in a request may read this table.
	await sql.query(
		`INSERT INTO outbox_message (account_id, recipient, subject, text, html, unsubscribe_url)
		 SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[])`,
		[accountId, column('to'), column('subject'), column('text'), column('html'), column('unsubscribeUrl')],
	)
}
