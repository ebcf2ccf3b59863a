import { queryWithoutAccount } from './database.server.ts'

export type ClaimedMail = {
	id: string
	to: string
	subject: string
	text: string
	html: string
	/** How often it was tried, this time included. */
	attempts: number
}

/** Takes mails that are due; for five minutes nobody else gets them. */
export async function claimOutbox(limit: number): Promise<ClaimedMail[]> {
	return queryWithoutAccount<ClaimedMail>(
		`SELECT id, recipient AS "to", subject, body_text AS text, body_html AS html, attempts FROM claim_outbox($1)`,
		[limit],
	)
}
