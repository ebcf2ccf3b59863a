import type { JobKind } from '#app/domain/job/job-kind.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { StoredResponse } from './run-once.server.ts'
import { runOnce } from './run-once.server.ts'

export type AddJob = {
	kind: JobKind
	/** The import or the cycle that it is about. */
	subjectId?: string
	/** What it needs to know besides: read again where it runs. */
	parameters?: { readonly [key: string]: StoredResponse }
	/** Of the form: the same again answers with the same job. */
	idempotencyKey?: string | undefined
}

/**
 * Has work done behind the request. It is in the queue when the transaction is committed, and never else. Where the same
 * work on the same thing is under way, it is that.
 */
export async function addJob(
	transaction: Transaction,
	scope: AccountScope,
	{ kind, subjectId, parameters = {}, idempotencyKey }: AddJob,
): Promise<{ jobId: string }> {
	const { sql } = transaction
	// A program is nobody who could be named as its starter: what it may is asked of its token.
	const told = scope.tokenId ? { ...parameters, apiToken: scope.tokenId } : parameters
	const add = async (): Promise<{ jobId: string }> => {
		const added = await sql.query<{ id: string }>(
			`INSERT INTO job (account_id, kind, subject_id, parameters, created_by_user_id) VALUES ($1, $2, $3, $4, $5)
			 ON CONFLICT DO NOTHING RETURNING id`,
			[scope.accountId, kind, subjectId, JSON.stringify(told), scope.userId],
		)
		const { rows } = added.rows[0]
			? added
			: await sql.query<{ id: string }>(
					`SELECT id FROM job WHERE account_id = $1 AND kind = $2 AND subject_id = $3 ORDER BY created_at DESC LIMIT 1`,
					[scope.accountId, kind, subjectId],
				)
		const [job] = rows
		if (!job) throw new Error('A job could not be added.')
		return { jobId: job.id }
	}
	return idempotencyKey
		? runOnce(transaction, scope, { key: idempotencyKey, action: `job.${kind}` }, add)
		: add()
}
