import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'

export type MetricTarget = {
	/** Null for the account as a whole. */
	teamId: string | null
	teamName: string | null
	value: number
	dueOn: Day
	version: number
}

/** The targets of a metric, that of the account first. Within an open transaction. */
export async function listMetricTargets(
	sql: Pick<ClientBase, 'query'>,
	{ accountId }: AccountScope,
	{ metricId }: { metricId: string },
): Promise<MetricTarget[]> {
	const { rows } = await sql.query<MetricTarget>(
		`SELECT g.team_id AS "teamId", t.name AS "teamName", g.value::float8 AS value, g.due_on::text AS "dueOn", g.version
		 FROM metric_target g LEFT JOIN team t ON t.account_id = g.account_id AND t.id = g.team_id
		 WHERE g.account_id = $1 AND g.metric_id = $2 ORDER BY g.team_id IS NOT NULL, lower(t.name), g.team_id`,
		[accountId, metricId],
	)
	return rows
}
