import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

export type ChangedSavedReport =
	| { ok: true }
	| { ok: false; reason: 'gone' }
	/** It was changed in the meantime, in another tab: this is how it is now. */
	| { ok: false; reason: 'stale'; current: { name: string; isShared: boolean; version: number } }

/** Gives a report of the person of the scope another name, and shares it or takes it back: then no mail tells others of it, and none of them begins with it. */
export async function changeSavedReport(
	scope: AccountScope,
	of: { reportId: string; version: number; name: string; isShared: boolean },
): Promise<ChangedSavedReport> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ name: string; isShared: boolean; version: number }>(
			`SELECT r.name, r.is_shared AS "isShared", r.version FROM saved_report r
			 WHERE r.account_id = $1 AND r.id = $2 AND r.membership_id = $3 FOR UPDATE`,
			[scope.accountId, of.reportId, scope.membershipId],
		)
		const [current] = rows
		if (!current) return { ok: false, reason: 'gone' }
		if (current.version !== of.version) return { ok: false, reason: 'stale', current }
		await sql.query(
			`UPDATE saved_report SET name = $3, is_shared = $4, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, of.reportId, of.name, of.isShared],
		)
		if (!of.isShared) {
			for (const table of ['report_schedule', 'saved_report_default']) {
				await sql.query(
					`DELETE FROM ${table} WHERE account_id = $1 AND report_id = $2 AND membership_id <> $3`,
					[scope.accountId, of.reportId, scope.membershipId],
				)
			}
		}
		return { ok: true }
	})
}
