import { nameKey } from '#app/domain/roster/clean-cell.ts'
import { mostJobFamilies } from '#app/domain/roster/decide-families.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { runOnce } from './run-once.server.ts'

export type AddedJobFamily =
	| { ok: true; jobFamilyId: string }
	| { ok: false; reason: 'taken' | 'too-many' }
	/** The role family is gone. */
	| { ok: false; reason: 'no-family' }

/** Says of a kind of work, as the HR system names it, which role family its people are of: for the next import. */
export async function addJobFamily(
	scope: AccountScope,
	of: { name: string; familyId: string | null; idempotencyKey: string },
): Promise<AddedJobFamily> {
	const { name, familyId, idempotencyKey } = of
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const once = { key: idempotencyKey, action: 'job-family.add' }
		return runOnce(transaction, scope, once, async (): Promise<AddedJobFamily> => {
			const { rows: found } = await sql.query<{ there: number; family: boolean }>(
				`SELECT (SELECT count(*)::int FROM job_family j WHERE j.account_id = $1) AS there,
					$2::uuid IS NULL OR EXISTS (SELECT FROM role_family f WHERE f.account_id = $1 AND f.id = $2) AS family`,
				[scope.accountId, familyId],
			)
			if ((found[0]?.there ?? 0) >= mostJobFamilies) return { ok: false, reason: 'too-many' }
			if (!found[0]?.family) return { ok: false, reason: 'no-family' }
			const { rows } = await sql.query<{ id: string }>(
				`INSERT INTO job_family (account_id, key, name, family_id) VALUES ($1, $2, $3, $4)
				 ON CONFLICT (account_id, key) DO NOTHING RETURNING id`,
				[scope.accountId, nameKey(name), name, familyId],
			)
			const [row] = rows
			if (!row) return { ok: false, reason: 'taken' }
			await appendAuditEvent(transaction, scope, {
				action: 'job-family.added',
				subject: { kind: 'job-family', id: row.id },
				detail: { name },
			})
			return { ok: true, jobFamilyId: row.id }
		})
	})
}
