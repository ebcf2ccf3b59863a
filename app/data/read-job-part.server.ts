import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** A piece of what a job has made; null where there is none, or it is past its time. */
export async function readJobPart(
	scope: AccountScope,
	{ jobId, list, number }: { jobId: string; list: string; number: number },
): Promise<Buffer | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ content: Buffer }>(
			`SELECT content FROM job_part WHERE account_id = $1 AND job_id = $2 AND list = $3 AND number = $4`,
			[scope.accountId, jobId, list, number],
		)
		return rows[0]?.content ?? null
	})
}
