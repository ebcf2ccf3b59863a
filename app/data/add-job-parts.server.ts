import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Keeps pieces of what a job makes, texts in UTF-8, in their order. Pieces of a list are numbered from 0; these from `number`. */
export async function addJobParts(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	parts: { jobId: string; list: string; number: number; contents: readonly (string | Uint8Array)[] },
): Promise<void> {
	const { jobId, list, number, contents } = parts
	// Each in a parameter of its own, which goes as bytes: within an array they would be written out as signs.
	const rows = contents.map((_, i) => `($1, $2, $3, $4::int + ${i}, $${i + 5}::bytea)`)
	await sql.query(
		`INSERT INTO job_part (account_id, job_id, list, number, content) VALUES ${rows.join(', ')}`,
		[accountId, jobId, list, number, ...contents.map((content) => Buffer.from(content))],
	)
}
