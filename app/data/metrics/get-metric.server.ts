import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { metricColumns } from './metric-row-sql.server.ts'

/** A metric, and whether it has values or is published with a cycle, because of which its meaning stays; null when the account has none of this id. */
export async function getMetric(
	scope: AccountScope,
	{ metricId }: { metricId: string },
): Promise<(MetricDefinition & { isMeasured: boolean }) | null> {
	if (!z.guid().safeParse(metricId).success) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<MetricDefinition & { isMeasured: boolean }>(
			`SELECT ${metricColumns},
				EXISTS (SELECT FROM observation o WHERE o.account_id = x.account_id AND o.metric_id = x.id)
					OR EXISTS (SELECT FROM cycle_measurement c WHERE c.account_id = x.account_id AND c.metric_id = x.id) AS "isMeasured"
			 FROM metric x WHERE x.account_id = $1 AND x.id = $2`,
			[scope.accountId, metricId],
		)
		return rows[0] ?? null
	})
}
