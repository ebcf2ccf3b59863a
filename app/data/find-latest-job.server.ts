import type { JobKind, JobState } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { Job } from './job-row.server.ts'
import { jobColumns, readJobRow } from './job-row.server.ts'

/**
 * The latest job of some kinds: about one thing, or asked for by the person of the scope.
 *
 * @param of.parameters what it was told, at least
 * @param of.state only of those that have come to it
 */
export async function findLatestJob(
	scope: AccountScope,
	of: { kinds: readonly JobKind[]; parameters?: object; state?: JobState } & (
		{ subjectId: string } | { own: true }
	),
): Promise<Job | null> {
	return withAccount(scope, async ({ sql }) => {
		const [column, value] = 'own' in of ? ['created_by_user_id', scope.userId] : ['subject_id', of.subjectId]
		const { rows } = await sql.query(
			`SELECT ${jobColumns} FROM job j
			 WHERE j.account_id = $1 AND j.${column} = $2 AND j.kind = ANY ($3) AND j.parameters @> $4::jsonb
				AND ($5::job_state IS NULL OR j.state = $5)
			 ORDER BY j.created_at DESC, j.id LIMIT 1`,
			[scope.accountId, value, of.kinds, JSON.stringify(of.parameters ?? {}), of.state],
		)
		return rows[0] ? readJobRow(rows[0]) : null
	})
}
