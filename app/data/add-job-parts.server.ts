import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Keeps pieces of what a job makes, in their order. Pieces of a list are numbered from 0; these from `number`. */
export async function addJobParts(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	parts: { jobId: string; list: string; number: number; contents: readonly string[] },
): Promise<void> {
	const { jobId, list, number, contents } = parts
	await sql.query(
		`INSERT INTO job_part (account_id, job_id, list, number, content)
		 SELECT $1, $2, $3, $4 + p.place - 1, convert_to(p.content, 'UTF8')
		 FROM unnest($5::text[]) WITH ORDINALITY p (content, place)`,
		[accountId, jobId, list, number, contents],
	)
}
