import { queryWithoutAccount } from './database.server.ts'

/** Writes down how the sending of a claimed mail went. */
export async function settleOutbox(
	id: string,
	outcome: 'sent' | { error: string; retryInSeconds: number },
): Promise<void> {
	const { error, retryInSeconds } = outcome === 'sent' ? { error: null, retryInSeconds: 0 } : outcome
	await queryWithoutAccount(`SELECT settle_outbox($1, $2, $3)`, [id, error?.slice(0, 500), retryInSeconds])
}
