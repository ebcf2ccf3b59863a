import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockRoster } from './lock-roster.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type MappedJobFamily =
	| { ok: true; name: string; changed: boolean; moved: number }
	/** It or the role family is gone. */
	| { ok: false; reason: 'gone' }
	/** Somebody else has decided meanwhile: this is what stands. */
	| { ok: false; reason: 'stale'; familyId: string | null; version: number }

type MapJobFamily = {
	jobFamilyId: string
	/** Null: its people are not assessed. */
	familyId: string | null
	version: number
	/** Whether those who have it now, and have not left, get the role family at once. */
	movesMembers: boolean
}

/** Decides which role family the people of a job family are of: for imports from now on, and where it is wished for everybody now. */
export async function mapJobFamily(
	scope: AccountScope,
	{ jobFamilyId, familyId, version, movesMembers }: MapJobFamily,
): Promise<MappedJobFamily> {
	return withAccount(scope, async (transaction) => {
		await lockRoster(transaction, scope)
		const { sql } = transaction
		const { accountId } = scope
		const { rows } = await sql.query<{
			name: string
			familyId: string | null
			version: number
			family: boolean
		}>(
			`SELECT j.name, j.family_id AS "familyId", j.version,
				$3::uuid IS NULL OR EXISTS (SELECT FROM role_family f WHERE f.account_id = $1 AND f.id = $3) AS family
			 FROM job_family j WHERE j.account_id = $1 AND j.id = $2 FOR UPDATE`,
			[accountId, jobFamilyId, familyId],
		)
		const [row] = rows
		if (!row?.family) return { ok: false, reason: 'gone' }
		const changed = row.familyId !== familyId
		if (changed && row.version !== version) {
			return { ok: false, reason: 'stale', familyId: row.familyId, version: row.version }
		}
		if (changed) {
			await sql.query(
				`UPDATE job_family SET family_id = $3, version = version + 1, updated_at = now()
				 WHERE account_id = $1 AND id = $2`,
				[accountId, jobFamilyId, familyId],
			)
		}
		const { today } = await readAccountCalendar(transaction, scope)
		const { rowCount } = movesMembers
			? await sql.query(
					`UPDATE member SET family_id = $3, version = version + 1
					 WHERE account_id = $1 AND job_family_id = $2 AND family_id IS DISTINCT FROM $3
						AND (left_on IS NULL OR left_on > $4::date)`,
					[accountId, jobFamilyId, familyId, today],
				)
			: { rowCount: 0 }
		const moved = rowCount ?? 0
		if (changed || moved > 0) {
			await appendAuditEvent(transaction, scope, {
				action: 'job-family.mapped',
				subject: { kind: 'job-family', id: jobFamilyId },
				detail: { name: row.name, changed, moved },
			})
		}
		return { ok: true, name: row.name, changed, moved }
	})
}
