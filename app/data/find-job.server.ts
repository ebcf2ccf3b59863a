import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { Job } from './job-row.server.ts'
import { jobColumns, readJobRow } from './job-row.server.ts'

/** A job of the account; null when there is none of this id. Who may see it is for `mayReadJob` to say. */
export async function findJob(scope: AccountScope, jobId: string): Promise<Job | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query(
			`SELECT ${jobColumns} FROM job j WHERE j.account_id = $1 AND j.id = $2`,
			[scope.accountId, jobId],
		)
		return rows[0] ? readJobRow(rows[0]) : null
	})
}
