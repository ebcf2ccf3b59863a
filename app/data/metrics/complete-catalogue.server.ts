import type { BuiltInMetric } from '#app/domain/metric/catalogue.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { addMissingMetrics } from './add-missing-metrics.server.ts'

/**
 * Gives an account that was there before a built-in metric what its catalogue lacks. As often as it is called: an account that
 * has all of them is only read.
 */
export async function completeCatalogue(
	scope: AccountScope,
	{ metrics }: { metrics: readonly BuiltInMetric[] },
): Promise<void> {
	await withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<{ key: string }>(
			`SELECT key FROM metric WHERE account_id = $1`,
			[scope.accountId],
		)
		const there = new Set(rows.map(({ key }) => key))
		const missing = metrics.filter(({ key }) => !there.has(key))
		if (missing.length > 0) await addMissingMetrics(transaction, scope.accountId, missing)
	})
}
