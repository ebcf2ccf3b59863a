import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Keeps pieces of what a job makes, texts in UTF-8, in their order. Pieces of a list are numbered from 0; these from `number`. */
export async function addJobParts(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	parts: { jobId: string; list: string; number: number; contents: readonly (string | Uint8Array)[] },
): Promise<void> {
	const { jobId, list, number, contents } = parts
	await sql.query(
		`INSERT INTO job_part (account_id, job_id, list, number, content)
		 SELECT $1, $2, $3, $4 + p.place - 1, p.content
		 FROM unnest($5::bytea[]) WITH ORDINALITY p (content, place)`,
		[accountId, jobId, list, number, contents.map((content) => Buffer.from(content))],
	)
}
