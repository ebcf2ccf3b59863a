import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { seenBy, seenValues } from './read-metric-span.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

export type MetricImport = { importId: string; fileName: string; at: Date; values: number }

/** How many imports a page names. */
export const mostImports = 8

/** Where the values of a metric came from, as far as the reader may see them: the newest imports first. */
export async function listMetricImports(
	sql: ClientBase,
	{ accountId }: AccountScope,
	sight: MetricSight,
	{ metricId }: { metricId: string },
): Promise<MetricImport[]> {
	const { rows } = await sql.query<MetricImport>(
		`SELECT i.id AS "importId", i.file_name AS "fileName", coalesce(i.applied_at, i.created_at) AS at, v.values
		 FROM (SELECT o.import_id, count(*)::int AS values FROM observation o
			WHERE o.account_id = $1 AND o.metric_id = $2 AND ${seenValues} GROUP BY o.import_id) v
		 JOIN import i ON i.account_id = $1 AND i.id = v.import_id
		 ORDER BY coalesce(i.applied_at, i.created_at) DESC, i.id LIMIT $7`,
		[accountId, metricId, ...seenBy(sight), mostImports],
	)
	return rows
}
