import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/**
 * Asks for a job to stop. One that nobody has begun is stopped at once; one that runs stops at its next step, with nothing
 * written. `too-late`: it had ended.
 */
export async function cancelJob(
	scope: AccountScope,
	jobId: string,
): Promise<'cancelled' | 'stopping' | 'too-late' | 'gone'> {
	return withAccount(scope, async ({ sql }) => {
		const id = [scope.accountId, jobId]
		const { rows } = await sql.query<{ state: string }>(
			`UPDATE job SET cancel_requested_at = coalesce(cancel_requested_at, now()),
				state = CASE WHEN state = 'queued' THEN 'cancelled'::job_state ELSE state END,
				finished_at = CASE WHEN state = 'queued' THEN now() END
			 WHERE account_id = $1 AND id = $2 AND state IN ('queued', 'running') RETURNING state`,
			id,
		)
		if (rows[0]) return rows[0].state === 'cancelled' ? 'cancelled' : 'stopping'
		const { rowCount } = await sql.query(`SELECT FROM job WHERE account_id = $1 AND id = $2`, id)
		return rowCount === 0 ? 'gone' : 'too-late'
	})
}
