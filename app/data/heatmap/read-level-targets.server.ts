import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { KeptTarget } from '#app/data/targets/list-kept-targets.server.ts'
import { findKeptTarget, listKeptTargets } from '#app/data/targets/list-kept-targets.server.ts'

export type LevelTargets = {
	/** Null for what is no node of the tree. @param familyId null for all families together */
	of: (nodeId: string, familyId: string | null) => KeptTarget | null
}

/**
 * The targets that the groups of a heatmap are measured against as a whole, as they were frozen with its cycle: what is set since
 * changes no figure of it. Null for a cycle that is not published: its targets are not frozen yet.
 */
export async function readLevelTargets(
	scope: AccountScope,
	{ view }: { view: HeatmapView },
): Promise<LevelTargets | null> {
	const { snapshotId, node } = view
	if (snapshotId === null) return null
	const nodeIds = [node, ...view.children].map(({ id }) => id)
	const { targets, above } = await withAccountSql(scope, async (sql) => {
		// A reader of one team has no path to it: a target of a team between holds all the same.
		const { rows } = await sql.query<{ nodeId: string; teamIds: string[] }>(
			`WITH RECURSIVE up (node_id, team_id, parent_id, steps) AS (
				SELECT n.node_id, n.node_id, n.parent_id, 0 FROM snapshot_node n
				WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = ANY ($3::uuid[])
				UNION ALL
				SELECT u.node_id, n.node_id, n.parent_id, u.steps + 1 FROM up u
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = u.parent_id
			 )
			 SELECT node_id AS "nodeId", array_agg(team_id::text ORDER BY steps) AS "teamIds" FROM up GROUP BY node_id`,
			[scope.accountId, snapshotId, nodeIds],
		)
		const teamIds = [...new Set(rows.flatMap((row) => row.teamIds))]
		const targets = await listKeptTargets(sql, scope, { snapshotId, teamIds })
		return {
			targets: targets.filter(({ isFrozen }) => isFrozen),
			above: new Map(rows.map((row) => [row.nodeId, row.teamIds])),
		}
	})
	return {
		of: (nodeId, familyId) => {
			const teamIds = above.get(nodeId)
			return teamIds ? findKeptTarget(targets, { teamIds, familyId }) : null
		},
	}
}
