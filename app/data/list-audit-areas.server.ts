import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** The nouns of the actions that the account's log holds, for the filter. */
export async function listAuditAreas(scope: AccountScope): Promise<string[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ area: string }>(
			`SELECT DISTINCT split_part(action, '.', 1) AS area FROM audit_event WHERE account_id = $1 ORDER BY 1`,
			[scope.accountId],
		)
		return rows.map(({ area }) => area)
	})
}
