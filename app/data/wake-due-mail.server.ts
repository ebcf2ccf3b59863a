import { queryWithoutAccount } from './database.server.ts'

/** Puts mail into the queue again that is due, held by nobody and announced by nothing: a retry, or of a process that died. */
export async function wakeDueMail(): Promise<void> {
	await queryWithoutAccount(
		`SELECT wake_work('contour-mail', '{}', NULL)
		 WHERE NOT EXISTS (SELECT FROM pgboss.job q WHERE q.name = 'contour-mail' AND q.state = 'created')
			AND EXISTS (SELECT FROM take_outbox_mail())`,
	)
}
