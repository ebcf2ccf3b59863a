import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { Job } from './job-row.server.ts'
import { jobColumns, readJobRow } from './job-row.server.ts'

/** Marks a job as running, for everybody to see, and counts the attempt. Null when it has ended, or was never there. */
export async function beginJob(scope: AccountScope, jobId: string): Promise<Job | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query(
			`UPDATE job j SET state = 'running', started_at = clock_timestamp(), attempts = attempts + 1, stage = NULL, done = 0, total = NULL
			 WHERE j.account_id = $1 AND j.id = $2 AND j.state IN ('queued', 'running') RETURNING ${jobColumns}`,
			[scope.accountId, jobId],
		)
		return rows[0] ? readJobRow(rows[0]) : null
	})
}
