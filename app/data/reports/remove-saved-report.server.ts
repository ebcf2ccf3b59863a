import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** Removes a report of the person of the scope, for those too with whom it is shared. */
export async function removeSavedReport(
	scope: AccountScope,
	of: { reportId: string; version: number },
): Promise<{ ok: true } | { ok: false; reason: 'gone' | 'stale' }> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ version: number }>(
			`SELECT r.version FROM saved_report r WHERE r.account_id = $1 AND r.id = $2 AND r.membership_id = $3 FOR UPDATE`,
			[scope.accountId, of.reportId, scope.membershipId],
		)
		const [current] = rows
		if (!current) return { ok: false, reason: 'gone' }
		if (current.version !== of.version) return { ok: false, reason: 'stale' }
		await sql.query(`DELETE FROM saved_report WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			of.reportId,
		])
		return { ok: true }
	})
}
