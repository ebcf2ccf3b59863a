import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { listReadableSnapshotsWithin } from './list-readable-snapshots.server.ts'
import { readReading } from './read-reading.server.ts'

export type HeatmapTeam = { id: string; name: string; parentName: string }

/** Teams of the newest published heatmap by part of their name, as far as the person can open them there. */
export async function findHeatmapTeams(
	scope: AccountScope,
	person: Person,
	{ search, limit }: { search: string; limit: number },
): Promise<HeatmapTeam[]> {
	return withAccount(scope, async (transaction) => {
		const [snapshot] = await listReadableSnapshotsWithin(transaction.sql, scope, person)
		if (!snapshot) return []
		const reading = await readReading(transaction.sql, scope, person, { snapshotId: snapshot.id })
		if (!reading) return []
		const { rows } = await transaction.sql.query<HeatmapTeam>(
			`SELECT n.node_id AS id, n.name, up.name AS "parentName"
			 FROM snapshot_node n
			 JOIN snapshot_node up ON up.account_id = n.account_id AND up.snapshot_id = n.snapshot_id AND up.node_id = n.parent_id
			 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND strpos(lower(n.name), lower($3)) > 0
				AND ($4::uuid[] IS NULL OR n.node_id = ANY ($4))
			 ORDER BY strpos(lower(n.name), lower($3)), n.depth, lower(n.name), n.node_id LIMIT $5`,
			[scope.accountId, snapshot.id, search, reading.nodeIds, limit],
		)
		return rows
	})
}
