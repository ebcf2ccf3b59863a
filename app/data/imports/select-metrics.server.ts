import type { ImportMetric } from '#app/domain/import/mapping-problems.ts'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** The metrics that values can be imported of, by key: those of the account that are not archived. */
export async function selectMetrics(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
): Promise<Map<string, ImportMetric>> {
	const { rows } = await sql.query<ImportMetric>(
		`SELECT id, key, name, unit, aggregation FROM metric WHERE account_id = $1 AND archived_at IS NULL ORDER BY name, key`,
		[accountId],
	)
	return new Map(rows.map((metric) => [metric.key, metric]))
}
