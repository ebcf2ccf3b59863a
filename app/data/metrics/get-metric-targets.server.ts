import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { MetricTarget } from './list-metric-targets.server.ts'
import { listMetricTargets } from './list-metric-targets.server.ts'

/** The targets of a metric, that of the account first. */
export async function getMetricTargets(
	scope: AccountScope,
	{ metricId }: { metricId: string },
): Promise<MetricTarget[]> {
	return withAccountSql(scope, (sql) => listMetricTargets(sql, scope, { metricId }))
}
