import type pg from 'pg'
import type { AccountScope } from './account-scope.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

export type HeatmapFamily = { id: string; key: string; name: string }

/** What stands around the figures of one level of a snapshot. */
export type HeatmapFrame = {
	snapshot: PublishedSnapshot
	/** All of them, newest first. */
	snapshots: PublishedSnapshot[]
	/** The account's families, in their order. */
	families: HeatmapFamily[]
	/** From the root down to the node, the node included. */
	path: SnapshotTreeNode[]
	/** By name. */
	children: SnapshotTreeNode[]
}

const snapshotJson = `json_build_object('id', s.id, 'cycleId', s.cycle_id, 'cycleName', c.name, 'startsOn', c.starts_on::text,
	'endsOn', c.ends_on::text, 'version', s.version, 'publishedAt', s.published_at, 'comparisonId', s.comparison_id,
	'minimumGroupSize', s.minimum_group_size, 'frameworkVersionId', s.framework_version_id)`
const nodeJson = (alias: string) =>
	`json_build_object('id', ${alias}.node_id, 'parentId', ${alias}.parent_id, 'name', ${alias}.name, 'depth', ${alias}.depth)`

/**
 * One statement for everything around the figures: a heatmap is read in as few round trips as possible. Null where there
 * is no such snapshot or no such node in it.
 *
 * @param of.snapshotId null for the newest
 */
export async function readHeatmapFrame(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotId: string | null; nodeId: string },
): Promise<HeatmapFrame | null> {
	type Row = Pick<HeatmapFrame, 'families' | 'path' | 'children'> & {
		snapshots: (Omit<PublishedSnapshot, 'publishedAt'> & { publishedAt: string })[] | null
		chosen: string | null
	}
	const { rows } = await sql.query<Row>(
		`WITH RECURSIVE listed AS (
			SELECT s.id, row_number() OVER (ORDER BY c.starts_on DESC, s.version DESC, s.id) AS position, ${snapshotJson} AS item
			FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id WHERE s.account_id = $1
		 ),
		 chosen AS (SELECT id FROM listed WHERE id = coalesce($2, (SELECT id FROM listed WHERE position = 1))),
		 path AS (
			SELECT n.* FROM snapshot_node n
			WHERE n.account_id = $1 AND n.snapshot_id = (SELECT id FROM chosen) AND n.node_id = $3
			UNION ALL
			SELECT n.* FROM path p
			JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = p.snapshot_id AND n.node_id = p.parent_id
		 )
		 SELECT (SELECT id FROM chosen) AS chosen,
			(SELECT json_agg(item ORDER BY position) FROM listed) AS snapshots,
			(SELECT coalesce(json_agg(json_build_object('id', f.id, 'key', f.key, 'name', f.name) ORDER BY f.position, f.key), '[]')
				FROM role_family f WHERE f.account_id = $1) AS families,
			(SELECT coalesce(json_agg(${nodeJson('p')} ORDER BY p.depth), '[]') FROM path p) AS path,
			(SELECT coalesce(json_agg(${nodeJson('n')} ORDER BY n.name, n.node_id), '[]') FROM snapshot_node n
				WHERE n.account_id = $1 AND n.snapshot_id = (SELECT id FROM chosen) AND n.parent_id = $3) AS children`,
		[accountId, of.snapshotId, of.nodeId],
	)
	const [row] = rows
	const snapshots = (row?.snapshots ?? []).map((item) => ({
		...item,
		publishedAt: new Date(item.publishedAt),
	}))
	const snapshot = snapshots.find(({ id }) => id === row?.chosen)
	if (!row || !snapshot || row.path.length === 0) return null
	return { snapshot, snapshots, families: row.families, path: row.path, children: row.children }
}
