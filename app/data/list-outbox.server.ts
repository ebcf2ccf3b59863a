import { queryWithoutAccount } from './database.server.ts'

export type ListedMail = {
	id: string
	to: string
	subject: string
	text: string
	html: string
	createdAt: Date
	sentAt: Date | null
}

/** The latest mails of the whole installation, newest first: for the mailbox page only. */
export async function listOutbox(limit: number): Promise<ListedMail[]> {
	return queryWithoutAccount<ListedMail>(
		`SELECT id, recipient AS "to", subject, body_text AS text, body_html AS html, created_at AS "createdAt",
			sent_at AS "sentAt"
		 FROM list_outbox($1)`,
		[limit],
	)
}
