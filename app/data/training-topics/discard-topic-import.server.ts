import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { topicImportKind } from './add-topic-import.server.ts'

/** Lays a file aside that waits to be applied; of topics unless told. */
export async function discardTopicImport(
	scope: AccountScope,
	{ importId, kind = topicImportKind }: { importId: string; kind?: string },
): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE import SET state = 'discarded', version = version + 1
			 WHERE account_id = $1 AND id = $2 AND kind = $3 AND state = 'uploaded'`,
			[scope.accountId, importId, kind],
		),
	)
}
