import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Keeps a piece of what a job makes. Pieces of a list are numbered from 0. */
export async function addJobPart(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	part: { jobId: string; list: string; number: number; content: string | Uint8Array },
): Promise<void> {
	const { jobId, list, number, content } = part
	await sql.query(
		`INSERT INTO job_part (account_id, job_id, list, number, content) VALUES ($1, $2, $3, $4, $5)`,
		[accountId, jobId, list, number, Buffer.from(content as Uint8Array)],
	)
}
