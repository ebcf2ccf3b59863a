import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Placed } from '#app/domain/heatmap/stall.ts'

export type PlacedCell = Placed & { nodeId: string; familyId: string }

/**
 * How many people are placed in a node and a family, the teams below included, in two published cycles and in both. It looks at
 * where people are placed and at nothing that is a result, so it is the same for every reader.
 */
export async function countPlacedPeople(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotId: string; comparisonId: string; nodeIds: readonly string[] },
): Promise<PlacedCell[]> {
	// Each person is found once under a node: no node of a tree is above another on two ways.
	const placed = (snapshot: string) => `
		SELECT b.top, p.member_id, p.family_id FROM below b
		JOIN participant p ON p.account_id = $1 AND coalesce(p.team_id, p.account_id) = b.node_id
			AND p.cycle_id = (SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = ${snapshot})
		WHERE b.snapshot_id = ${snapshot}`
	const { rows } = await sql.query<PlacedCell>(
		`WITH RECURSIVE below (snapshot_id, top, node_id) AS (
			SELECT n.snapshot_id, n.node_id, n.node_id FROM snapshot_node n
			WHERE n.account_id = $1 AND n.snapshot_id IN ($2, $3) AND n.node_id = ANY ($4::uuid[])
			UNION ALL
			SELECT b.snapshot_id, b.top, n.node_id FROM below b
			JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = b.snapshot_id AND n.parent_id = b.node_id
		 ),
		 now AS (${placed('$2')}), before AS (${placed('$3')})
		 SELECT top AS "nodeId", family_id AS "familyId", count(n.member_id)::int AS now,
			count(b.member_id)::int AS before, (count(*) FILTER (WHERE n.member_id = b.member_id))::int AS both
		 FROM now n FULL JOIN before b USING (top, member_id, family_id)
		 GROUP BY top, family_id`,
		[accountId, of.snapshotId, of.comparisonId, of.nodeIds],
	)
	return rows
}
