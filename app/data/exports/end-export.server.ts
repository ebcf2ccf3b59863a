import type { AccountScope } from '#app/data/account-scope.server.ts'
import { besidesTransaction, withAccount } from '#app/data/database.server.ts'

/** Adds to the access log how an export ended, and how many rows had left by then where that is known. */
export async function endExport(
	scope: AccountScope,
	of: { id: string; state: 'whole' | 'broken'; rows: number | null },
): Promise<void> {
	// The end of a stream may be seen within the transaction that writes it.
	await besidesTransaction(() =>
		withAccount(scope, ({ sql }) =>
			sql.query(
				`UPDATE export_access SET state = $3::export_state, rows = $4, last_at = now() WHERE account_id = $1 AND id = $2`,
				[scope.accountId, of.id, of.state, of.rows],
			),
		),
	)
}
