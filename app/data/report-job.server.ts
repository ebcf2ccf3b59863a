import type { JobStage } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** Writes down how far a job is, and returns whether somebody wants it stopped. */
export async function reportJob(
	scope: AccountScope,
	jobId: string,
	at: { stage: JobStage | null; done: number; total: number | null },
): Promise<{ isStopping: boolean }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ isStopping: boolean }>(
			`UPDATE job SET stage = $3, done = $4, total = $5 WHERE account_id = $1 AND id = $2 AND state = 'running'
				AND (stage, done, total) IS DISTINCT FROM ($3::text, $4::int, $5::int)
			 RETURNING cancel_requested_at IS NOT NULL AS "isStopping"`,
			[scope.accountId, jobId, at.stage, at.done, at.total],
		)
		if (rows[0]) return rows[0]
		const unchanged = await sql.query<{ isStopping: boolean }>(
			`SELECT cancel_requested_at IS NOT NULL AS "isStopping" FROM job WHERE account_id = $1 AND id = $2`,
			[scope.accountId, jobId],
		)
		return unchanged.rows[0] ?? { isStopping: true }
	})
}
