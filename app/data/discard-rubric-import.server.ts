import type { AccountScope } from './account-scope.server.ts'
import { rubricKind } from './add-rubric-import.server.ts'
import { withAccount } from './database.server.ts'

/** Lays a file aside that waits to be put into the draft. */
export async function discardRubricImport(
	scope: AccountScope,
	{ importId }: { importId: string },
): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE import SET state = 'discarded', version = version + 1
			 WHERE account_id = $1 AND id = $2 AND kind = $3 AND state = 'uploaded'`,
			[scope.accountId, importId, rubricKind],
		),
	)
}
