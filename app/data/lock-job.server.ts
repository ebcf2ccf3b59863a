import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Takes a job for this transaction: false when another process has it. The lock goes with the connection, so a process that
 * dies lets go of its job with everything that it had written; `list_stalled_jobs` asks for the same lock.
 */
export async function lockJob({ sql }: Transaction, _scope: AccountScope, jobId: string): Promise<boolean> {
	const { rows } = await sql.query<{ taken: boolean }>(
		`SELECT pg_try_advisory_xact_lock(hashtextextended('job:' || $1::text, 0)) AS taken`,
		[jobId],
	)
	// While a file is compared nothing happens in its transaction, and nobody waits at a page for a lock that takes a while.
	await sql.query(`SET LOCAL idle_in_transaction_session_timeout = '15min'`)
	await sql.query(`SET LOCAL lock_timeout = '2min'`)
	// In the middle of a long statement the server would not notice else that nobody waits for it any more. Only Linux can.
	await sql.query(
		`SELECT set_config('client_connection_check_interval', '1s', true) WHERE version() LIKE '%linux%'`,
	)
	return rows[0]?.taken ?? false
}
