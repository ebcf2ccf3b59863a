import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Unit } from '#app/domain/metric/unit.ts'

export type MetricOption = { id: string; name: string; unit: Unit; currency: string | null }

/** The metrics in use, by name: what an outcome may be measured by. What they come to is another matter. */
export async function listMetricOptions(scope: AccountScope): Promise<MetricOption[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<MetricOption>(
			`SELECT x.id, x.name, x.unit, x.currency FROM metric x
			 WHERE x.account_id = $1 AND x.archived_at IS NULL ORDER BY lower(x.name), x.id`,
			[scope.accountId],
		)
		return rows
	})
}
