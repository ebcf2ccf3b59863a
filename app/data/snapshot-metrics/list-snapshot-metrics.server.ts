import type { AccountScope } from '#app/data/account-scope.server.ts'
import { queryAccount } from '#app/data/database.server.ts'

export type SnapshotMetricName = { key: string; name: string }

/**
 * The metrics that were published with a snapshot, by name: whose values they are made of is not asked.
 *
 * @param of.nodeIds only those that anything came for in one of these
 */
export async function listSnapshotMetrics(
	scope: AccountScope,
	{ snapshotId, nodeIds = null }: { snapshotId: string; nodeIds?: readonly string[] | null },
): Promise<SnapshotMetricName[]> {
	return queryAccount<SnapshotMetricName>(
		scope,
		// The first row of each metric is enough: ordered as the primary key is, it is found there, and no others are read.
		`SELECT x.key, x.name FROM metric x CROSS JOIN LATERAL (
			SELECT FROM snapshot_metric s
			WHERE s.account_id = x.account_id AND s.snapshot_id = $2 AND s.metric_id = x.id
				AND ($3::uuid[] IS NULL OR s.node_id = ANY ($3))
			ORDER BY s.node_id LIMIT 1
		 ) AS first
		 WHERE x.account_id = $1
		 ORDER BY lower(x.name), x.key`,
		[scope.accountId, snapshotId, nodeIds],
	)
}
