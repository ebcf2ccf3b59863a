import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { tiersOfVersion } from '#app/data/results-of-version-sql.server.ts'

/** People of a node by where they stood and stand: a value as the snapshot keeps a flow. */
export type CountedFlow = { nodeId: string; value: number; people: number }

type Version = { cycleId: string; version: number }

/**
 * The flow from any published cycle to a later one, counted from the people of the later, of nodes of its frozen tree. These are results of
 * individuals: only for who sees everybody of both cycles.
 */
export async function countFlows(
	scope: AccountScope,
	of: {
		snapshotId: string
		now: Version
		since: Version
		nodeIds: readonly string[]
		familyId: string | undefined
	},
): Promise<CountedFlow[]> {
	const now = tiersOfVersion({ account: '$1', cycle: '$4', version: '$5::int' })
	const since = tiersOfVersion({ account: '$1', cycle: '$6', version: '$7::int' })
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<CountedFlow>(
			`WITH RECURSIVE below (node_id, at) AS (
				SELECT n.id, n.id FROM unnest($3::uuid[]) n (id)
				UNION ALL
				SELECT b.node_id, n.node_id FROM below b
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = b.at
			 )
			 SELECT b.node_id AS "nodeId", 10 * coalesce(x.tier, 0) + coalesce(t.tier, 0) AS value, count(*)::int AS people
			 FROM participant p
			 JOIN below b ON b.at = coalesce(p.team_id, p.account_id)
			 LEFT JOIN (${now}) t ON t.participant_id = p.id
			 LEFT JOIN (${since}) x ON x.member_id = p.member_id
			 WHERE p.account_id = $1 AND p.cycle_id = $4 AND (t.tier IS NOT NULL OR x.tier IS NOT NULL)
				AND ($8::uuid IS NULL OR p.family_id = $8)
			 GROUP BY 1, 2`,
			[
				...[scope.accountId, of.snapshotId, of.nodeIds, of.now.cycleId, of.now.version],
				...[of.since.cycleId, of.since.version, of.familyId ?? null],
			],
		),
	)
	return rows
}
