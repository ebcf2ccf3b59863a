import { queryWithoutAccount } from '#app/data/database.server.ts'

/** Puts deliveries into the queue again that are due and announced by nothing: a retry, or of a process that died. */
export async function wakeDueDeliveries(of: { keyName: string }): Promise<void> {
	await queryWithoutAccount(
		`SELECT wake_work('contour-webhook', '{}', NULL)
		 WHERE NOT EXISTS (SELECT FROM pgboss.job q WHERE q.name = 'contour-webhook' AND q.state = 'created')
			AND EXISTS (SELECT FROM list_due_deliveries($1))`,
		[of.keyName],
	)
}
