import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Pattern } from '#app/domain/suppression/pattern.ts'
import { tierMeasure } from '#app/domain/suppression/pattern.ts'

/**
 * Where readers who see nobody are shown what is made of people's values of a metric, as decided at publication. Its measure is
 * called that of tiers, as it is for the one function that decides.
 */
export async function readMetricPattern(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, metricId }: { snapshotId: string; metricId: string },
): Promise<Pattern> {
	const { rows } = await sql.query<Pattern>(
		`SELECT s.minimum_group_size::int AS k, coalesce((
			SELECT json_agg(c) FROM (
				SELECT $4::text AS measure, x.family_id AS "familyId", json_agg(x.node_id) AS "nodeIds" FROM snapshot_metric x
				WHERE x.account_id = s.account_id AND x.snapshot_id = s.id AND x.metric_id = $3 AND x.source = 'people' AND x.is_shown
				GROUP BY x.family_id
			) c), '[]') AS columns
		 FROM snapshot s WHERE s.account_id = $1 AND s.id = $2`,
		[accountId, snapshotId, metricId, tierMeasure],
	)
	const [pattern] = rows
	if (!pattern) throw new Error('There is no such snapshot in this account.')
	return pattern
}
