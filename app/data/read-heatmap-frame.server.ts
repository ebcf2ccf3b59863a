import type pg from 'pg'
import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { listReadableSnapshotsWithin } from './list-readable-snapshots.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

export type HeatmapFamily = { id: string; key: string; name: string }

/** What stands around the figures of every level of a snapshot. */
export type HeatmapFrame = {
	snapshot: PublishedSnapshot
	/** All that the reader may look at, newest first. */
	snapshots: PublishedSnapshot[]
	/** The account's families, in their order. */
	families: HeatmapFamily[]
}

/** Which nodes of a snapshot a level has. */
export type HeatmapLevel = {
	/** From the root down to the node, the node included. */
	path: SnapshotTreeNode[]
	/** By name. */
	children: SnapshotTreeNode[]
}

/** Null where there is no such snapshot, or none that the reader may look at. */
export async function readHeatmapFrame(
	sql: pg.ClientBase,
	scope: AccountScope,
	person: Person,
	/** Null for the newest. */
	{ snapshotId }: { snapshotId: string | null },
): Promise<HeatmapFrame | null> {
	const [snapshots, families] = await Promise.all([
		listReadableSnapshotsWithin(sql, scope, person),
		sql.query<HeatmapFamily>(
			'SELECT f.id, f.key, f.name FROM role_family f WHERE f.account_id = $1 ORDER BY f.position, f.key',
			[scope.accountId],
		),
	])
	const snapshot = snapshots.find(({ id }) => snapshotId === null || id === snapshotId)
	return snapshot ? { snapshot, snapshots, families: families.rows } : null
}

/**
 * A node's ids and those of its children, as a subquery: $1 is the account, $2 the snapshot, $3 the node. Figures can so be
 * asked for before the nodes are known.
 */
export const levelNodeIds = `SELECT n.node_id FROM snapshot_node n
	WHERE n.account_id = $1 AND n.snapshot_id = $2 AND (n.node_id = $3 OR n.parent_id = $3)`

/** Null where the snapshot has no such node. */
export async function readHeatmapLevel(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, nodeId }: { snapshotId: string; nodeId: string },
): Promise<HeatmapLevel | null> {
	const [below, above] = await Promise.all([
		sql.query<SnapshotTreeNode>(
			`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth FROM snapshot_node n
			 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND (n.node_id = $3 OR n.parent_id = $3)
			 ORDER BY n.depth, n.name, n.node_id`,
			[accountId, snapshotId, nodeId],
		),
		// The root has nothing above it.
		nodeId === accountId
			? { rows: [] }
			: sql.query<SnapshotTreeNode>(
					`WITH RECURSIVE path AS (
						SELECT n.* FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = $3
						UNION ALL
						SELECT n.* FROM path p
						JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = p.parent_id
					 )
					 SELECT node_id AS id, parent_id AS "parentId", name, depth FROM path WHERE node_id <> $3 ORDER BY depth`,
					[accountId, snapshotId, nodeId],
				),
	])
	const [node, ...children] = below.rows
	return node?.id === nodeId ? { path: [...above.rows, node], children } : null
}
