import type { JobProblem } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { StoredResponse } from './run-once.server.ts'

export type JobOutcome =
	| { state: 'done'; result: StoredResponse }
	| { state: 'failed'; problem: JobProblem }
	| { state: 'cancelled' }

/**
 * Ends a job, in the transaction of what it did: both or neither. False when it has ended already, or is done although
 * somebody asked for it to stop: then nothing of it may stay.
 */
export async function finishJob(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	jobId: string,
	outcome: JobOutcome,
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`UPDATE job SET state = $3::job_state, result = $4, problem = $5, finished_at = clock_timestamp(),
			stage = CASE WHEN $3 = 'done' THEN NULL ELSE stage END
		 WHERE account_id = $1 AND id = $2 AND state IN ('queued', 'running') AND ($3 <> 'done' OR cancel_requested_at IS NULL)`,
		[
			accountId,
			jobId,
			outcome.state,
			outcome.state === 'done' ? JSON.stringify(outcome.result) : null,
			outcome.state === 'failed' ? outcome.problem : null,
		],
	)
	return rowCount === 1
}
