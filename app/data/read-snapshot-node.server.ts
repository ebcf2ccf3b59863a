import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

export type SnapshotPlace = {
	node: SnapshotTreeNode
	/** From the root down to the node, the node included. */
	path: SnapshotTreeNode[]
	/** By name. */
	children: SnapshotTreeNode[]
}

/** One node of a snapshot's frozen tree with the way to it and its children; null where it has no such node. */
export async function readSnapshotNode(
	scope: AccountScope,
	{ snapshotId, nodeId }: { snapshotId: string; nodeId: string },
): Promise<SnapshotPlace | null> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<SnapshotTreeNode & { isChild: boolean }>(
			`WITH RECURSIVE path AS (
				SELECT n.* FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = $3
				UNION ALL
				SELECT n.* FROM path p
				JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = p.parent_id
			 )
			 SELECT node_id AS id, parent_id AS "parentId", name, depth, false AS "isChild" FROM path
			 UNION ALL
			 SELECT n.node_id, n.parent_id, n.name, n.depth, true FROM snapshot_node n
			 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = $3
			 ORDER BY depth, name, id`,
			[scope.accountId, snapshotId, nodeId],
		)
		const nodes = rows.map(({ isChild, ...node }) => ({ isChild, node }))
		const path = nodes.filter(({ isChild }) => !isChild).map(({ node }) => node)
		const node = path.at(-1)
		if (!node) return null
		return { node, path, children: nodes.filter(({ isChild }) => isChild).map((child) => child.node) }
	})
}
