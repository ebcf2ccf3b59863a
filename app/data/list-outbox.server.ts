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

/**
 * The latest mails of the whole installation, newest first: for the mailbox page only.
 *
 * @param of.whose `sample`: to addresses of the sample company, of the latest ones
 */
export async function listOutbox(of: {
	limit: number
	whose: 'everybody' | 'sample'
}): Promise<ListedMail[]> {
	return queryWithoutAccount<ListedMail>(
		`SELECT id, recipient AS "to", subject, body_text AS text, body_html AS html, created_at AS "createdAt",
			sent_at AS "sentAt"
		 FROM list_outbox($1) WHERE $2 = 'everybody' OR recipient LIKE '%@meridian.example'`,
		[of.limit, of.whose],
	)
}
