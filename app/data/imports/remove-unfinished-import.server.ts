import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** Takes away an import whose file has not come to its end, or was not kept, and those of which nobody knows any more. */
export async function removeUnfinishedImport(scope: AccountScope, importId: string): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`DELETE FROM import WHERE account_id = $1 AND kind = 'metrics' AND state = 'discarded'
				AND (id = $2 OR created_at < now() - interval '1 day')`,
			[scope.accountId, importId],
		),
	)
}
