import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

/** Notes that a token was used, at most once a minute however often it asks. */
export async function touchApiToken(scope: AccountScope, tokenId: string): Promise<void> {
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`UPDATE api_token SET last_used_at = now()
			 WHERE account_id = $1 AND id = $2 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
			[scope.accountId, tokenId],
		),
	)
}
