import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** The reports that the access log holds, for its filter; `own`: only what the person of the scope took along. */
export async function listExportedReports(scope: AccountScope, of: { own: boolean }): Promise<string[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ report: string }>(
			`SELECT DISTINCT e.report FROM export_access e
			 LEFT JOIN pseudonym p ON p.account_id = e.account_id AND p.id = e.actor_id
			 WHERE e.account_id = $1 AND (NOT $2 OR p.user_id = $3) ORDER BY 1`,
			[scope.accountId, of.own, scope.userId],
		)
		return rows.map(({ report }) => report)
	})
}
