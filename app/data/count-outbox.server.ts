import { queryWithoutAccount } from './database.server.ts'

export type OutboxCount = {
	waiting: number
	/** Of these, tried without success. */
	failing: number
	oldestSeconds: number
}

/** How much mail waits, of all accounts together. */
export async function countOutbox(): Promise<OutboxCount> {
	const [row] = await queryWithoutAccount<{ waiting: string; failing: string; oldest_seconds: number }>(
		'SELECT waiting, failing, oldest_seconds FROM count_outbox()',
	)
	return {
		waiting: Number(row?.waiting ?? 0),
		failing: Number(row?.failing ?? 0),
		oldestSeconds: row?.oldest_seconds ?? 0,
	}
}
