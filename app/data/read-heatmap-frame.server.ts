import type pg from 'pg'
import type { Person } from '#app/domain/access/policy.ts'
import type { RowChoice } from '#app/domain/heatmap/pick-rows.ts'
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
	/** By name; those of one page, where a page was asked for. */
	children: SnapshotTreeNode[]
	/** Children that stand before the others, and are not among them. */
	pinned: SnapshotTreeNode[]
	/** Children of all pages together, without the pinned ones. */
	total: number
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

/** The children of $3 that a choice finds, without the pinned ones; $4 is a part of a name, $5 the pinned ones. */
const found = `SELECT n.node_id, n.parent_id, n.name, n.depth FROM snapshot_node n
	WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = $3 AND n.node_id <> ALL ($5::uuid[])
		AND ($4::text = '' OR position($4 IN lower(n.name)) > 0)`
/** One page of them; $6 is its length, null for all of them, and $7 how many lie before it. */
const pageOf = ({ descending }: RowChoice) => {
	const direction = descending ? 'DESC' : 'ASC'
	return `${found} ORDER BY n.name ${direction}, n.node_id ${direction} LIMIT $6::int OFFSET $7::int`
}

/** `levelNodeIds` for a choice of rows. */
export const chosenNodeIds = (
	choice: RowChoice,
) => `SELECT $3::uuid UNION ALL (SELECT p.node_id FROM (${pageOf(choice)}) p)
	UNION ALL SELECT n.node_id FROM snapshot_node n
	WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = $3 AND n.node_id = ANY ($5::uuid[])`

/** $4 to $7 of the statements above. */
export const chosenValues = ({ q, pin, limit, offset }: RowChoice): unknown[] => [
	...[q.toLowerCase(), pin, limit, offset],
]

type Row = SnapshotTreeNode & { place: 'node' | 'pinned' | 'row'; total: number }

/** @returns null where the snapshot has no such node */
export async function readHeatmapLevel(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, nodeId, rows: choice }: { snapshotId: string; nodeId: string; rows?: RowChoice | undefined },
): Promise<HeatmapLevel | null> {
	const [below, above] = await Promise.all([
		choice
			? sql.query<Row>(
					`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth, p.place,
						CASE WHEN p.place = 'node' THEN (SELECT count(*)::int FROM (${found}) f) END AS total
					 FROM (
						SELECT 'node' AS place, $3::uuid AS node_id, 0 AS position
						UNION ALL SELECT 'pinned', n.node_id, row_number() OVER (ORDER BY n.name, n.node_id) FROM snapshot_node n
							WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.parent_id = $3 AND n.node_id = ANY ($5::uuid[])
						UNION ALL SELECT 'row', r.node_id, row_number() OVER () FROM (${pageOf(choice)}) r
					 ) p
					 JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = p.node_id
					 ORDER BY p.place, p.position`,
					[accountId, snapshotId, nodeId, ...chosenValues(choice)],
				)
			: sql.query<Row>(
					`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth,
						CASE WHEN n.node_id = $3 THEN 'node' ELSE 'row' END AS place FROM snapshot_node n
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
	const at = (wanted: Row['place']): SnapshotTreeNode[] =>
		below.rows.flatMap(({ id, parentId, name, depth, place }) =>
			place === wanted ? [{ id, parentId, name, depth }] : [],
		)
	const [node] = at('node')
	if (!node) return null
	const children = at('row')
	return {
		path: [...above.rows, node],
		children,
		pinned: at('pinned'),
		total: below.rows.find(({ place }) => place === 'node')?.total ?? children.length,
	}
}
