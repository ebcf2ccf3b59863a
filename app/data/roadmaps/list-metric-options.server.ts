import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Unit } from '#app/domain/metric/unit.ts'
import type { RoadmapItem } from '#app/domain/roadmap/item.ts'

export type MetricOption = {
	id: string
	name: string
	unit: Unit
	currency: string | null
	isArchived: boolean
}

/**
 * The metrics in use, by name: what an outcome may be measured by. What they come to is another matter.
 *
 * @param of.item whose own metric is among them, though it be archived by now: the item can be saved as it is
 */
export async function listMetricOptions(
	scope: AccountScope,
	{ item }: { item: Pick<RoadmapItem, 'outcome'> },
): Promise<MetricOption[]> {
	const own = item.outcome?.by === 'metric' ? item.outcome.metricId : null
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<MetricOption>(
			`SELECT x.id, x.name, x.unit, x.currency, x.archived_at IS NOT NULL AS "isArchived" FROM metric x
			 WHERE x.account_id = $1 AND (x.archived_at IS NULL OR x.id = $2) ORDER BY lower(x.name), x.id`,
			[scope.accountId, own],
		)
		return rows
	})
}
