import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'

export type DeletedJobFamily =
	| { ok: true; name: string }
	| { ok: false; reason: 'gone' }
	/** Members have it. */
	| { ok: false; reason: 'used' }

/** Forgets a job family that nobody has. */
export async function deleteJobFamily(
	scope: AccountScope,
	{ jobFamilyId }: { jobFamilyId: string },
): Promise<DeletedJobFamily> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const of = [scope.accountId, jobFamilyId]
		const { rows } = await sql.query<{ name: string; used: boolean }>(
			`SELECT j.name, EXISTS (SELECT FROM member m WHERE m.account_id = j.account_id AND m.job_family_id = j.id) AS used
			 FROM job_family j WHERE j.account_id = $1 AND j.id = $2 FOR UPDATE`,
			of,
		)
		const [row] = rows
		if (!row) return { ok: false, reason: 'gone' }
		if (row.used) return { ok: false, reason: 'used' }
		await sql.query(`DELETE FROM job_family WHERE account_id = $1 AND id = $2`, of)
		await appendAuditEvent(transaction, scope, {
			action: 'job-family.deleted',
			subject: { kind: 'job-family', id: jobFamilyId },
			detail: { name: row.name },
		})
		return { ok: true, name: row.name }
	})
}
