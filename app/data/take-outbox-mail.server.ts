import type { Transaction } from './database.server.ts'
import { withoutAccount } from './database.server.ts'

export type TakenMail = {
	id: string
	to: string
	subject: string
	text: string
	html: string
	/** How often it was tried, this time included. */
	attempts: number
	/** Where it can be turned off; null for mails that can't. */
	unsubscribeUrl?: string | null
}

export type MailOutcome = 'sent' | { error: string; retryInSeconds: number }

/** Above all that a mail server is waited for. */
const longest = { timeout: 240_000 }

/**
 * Takes one mail that is due and holds it while `send` is at work; what came of it is written in the same transaction. So a
 * process that dies has sent it and said so, or another takes it; it can go twice only if the death falls between the answer
 * of the mail server and the commit.
 *
 * @returns null when none is due that nobody else holds
 */
export async function takeOutboxMail(
	send: (mail: TakenMail) => Promise<MailOutcome>,
): Promise<MailOutcome | null> {
	return withoutAccount(async ({ sql }) => {
		// The mail server may take its time; the transaction waits for it.
		await sql.query(`SET LOCAL idle_in_transaction_session_timeout = '5min'`)
		const { rows } = await sql.query<TakenMail>(
			`SELECT id, recipient AS "to", subject, body_text AS text, body_html AS html, attempts,
				unsubscribe_url AS "unsubscribeUrl"
			 FROM take_outbox_mail()`,
		)
		const [mail] = rows
		if (!mail) return null
		const outcome = await send(mail)
		await settle(sql, mail.id, outcome)
		return outcome
	}, longest)
}

async function settle(sql: Transaction['sql'], id: string, outcome: MailOutcome): Promise<void> {
	const { error, retryInSeconds } = outcome === 'sent' ? { error: null, retryInSeconds: 0 } : outcome
	await sql.query(`SELECT settle_outbox($1, $2, $3)`, [id, error?.slice(0, 500), retryInSeconds])
}
