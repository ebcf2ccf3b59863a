import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { PublishedSnapshot } from '#app/data/list-published-snapshots.server.ts'
import { listReadableSnapshotsWithin } from '#app/data/list-readable-snapshots.server.ts'
import { readDisclosure } from '#app/data/read-disclosure.server.ts'
import type { HeatmapFamily, HeatmapLevel } from '#app/data/read-heatmap-frame.server.ts'
import { readHeatmapLevel } from '#app/data/read-heatmap-frame.server.ts'
import type { Reading } from '#app/data/read-reading.server.ts'
import { readReading } from '#app/data/read-reading.server.ts'
import { readSnapshotCells } from '#app/data/read-snapshot-cells.server.ts'
import type { SnapshotTreeNode } from '#app/data/read-snapshot-tree.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'

/** So many cycles make a trend: three years of quarters. What a manager sees is decided for each of them. */
const mostPoints = 12

export type TrendPoint = {
	snapshot: PublishedSnapshot
	/** Whether the cycle before it in the trend was asked by another version of the framework. */
	isOtherRubric: boolean
	/** What the reader gets, by node; a node in which nobody takes part may be missing. */
	cells: ReadonlyMap<string, NodeCells>
	/** Whether the node is the reader’s to look at in this cycle. */
	isReachable: (nodeId: string) => boolean
}

export type Trend = {
	families: HeatmapFamily[]
	/** From the root down to the node, and its children, as the last cycle has them in which the reader reaches the node. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	/** Those of the page, by name. */
	children: SnapshotTreeNode[]
	/** How many there are on all pages. */
	childCount: number
	/** Oldest first. */
	points: TrendPoint[]
	/** All that a trend could end with, newest first. */
	cycles: PublishedSnapshot[]
	/** Whether there are cycles before the first point. */
	hasEarlier: boolean
	/** Whether anything may be held back from the reader. */
	isSuppressed: boolean
}

export type TrendOptions = {
	/** The root unless given. */
	nodeId?: string | undefined
	/** The name of the cycle to end with; the newest unless given. */
	until?: string | undefined
	/** Which of the children to bring along. */
	children: { offset: number; limit: number }
	/** How many cycles at most. */
	most?: number
}

/**
 * A node and those below it over the published cycles, of each the newest version that the reader may look at, read as the
 * heatmap reads that version. `nothing`: nothing is published. Null: there is no such cycle or node, or none that the reader
 * can reach.
 */
export async function readTrend(
	scope: AccountScope,
	person: Person,
	{ nodeId = scope.accountId, until, children: slice, most = mostPoints }: TrendOptions,
): Promise<Trend | 'nothing' | null> {
	if (!uuid.test(nodeId)) return null
	const read = await withAccountSql(scope, async (sql) => {
		const [snapshots, families] = await Promise.all([
			listReadableSnapshotsWithin(sql, scope, person),
			sql.query<HeatmapFamily>(
				'SELECT f.id, f.key, f.name FROM role_family f WHERE f.account_id = $1 ORDER BY f.position, f.key',
				[scope.accountId],
			),
		])
		const cycles = snapshots.filter(
			({ cycleId }, i) => snapshots.findIndex((one) => one.cycleId === cycleId) === i,
		)
		if (cycles.length === 0) return 'nothing'
		const last = until === undefined ? 0 : cycles.findIndex(({ cycleName }) => cycleName === until)
		if (last < 0) return null
		const chosen = cycles.slice(last, last + most)
		const readings = await Promise.all(
			chosen.map(({ id }) => readReading(sql, scope, person, { snapshotId: id })),
		)
		const sides = chosen.flatMap((snapshot, i) => {
			const reading = readings[i]
			return reading ? [{ snapshot, snapshotId: snapshot.id, reading }] : []
		})
		const level = await findLevel(sql, scope, { sides, nodeId })
		if (!level) return null
		const children = level.children.slice(slice.offset, slice.offset + slice.limit)
		const cells = await readSnapshotCells(sql, scope, {
			snapshotIds: sides.map((side) => side.snapshotId),
			nodes: { text: '$2::uuid[]', values: [[nodeId, ...children.map(({ id }) => id)]] },
			measures: [tierMeasure, stateMeasure],
			withStoredPattern: sides.some(({ reading }) => reading.through === 'stored'),
		})
		const hasEarlier = last + chosen.length < cycles.length
		return { families: families.rows, cycles, hasEarlier, sides, level, children, cells }
	})
	if (read === null || read === 'nothing') return read
	const { families, cycles, hasEarlier, sides, level, children, cells } = read
	const node = level.path.at(-1)
	if (!node) return null
	const points: TrendPoint[] = []
	for (const side of sides.toReversed()) {
		const { snapshot, snapshotId, reading } = side
		const counts = cells.get(snapshotId)?.counts ?? []
		const isReachable = (id: string) => reading.nodeIds?.includes(id) ?? true
		const applied = applyPattern({
			nodeIds: [...new Set(counts.map((row) => row.nodeId))].filter(isReachable),
			families: families.map(({ id }) => ({ id, questions: [] })),
			counts,
			disclosure: await readDisclosure(scope, side, cells),
		})
		const before = points.at(-1)?.snapshot.frameworkVersionId ?? snapshot.frameworkVersionId
		points.push({
			snapshot,
			isOtherRubric: before !== snapshot.frameworkVersionId,
			cells: new Map(applied.map((cell) => [cell.nodeId, cell])),
			isReachable,
		})
	}
	return {
		...{ families, path: level.path, node, children, childCount: level.children.length, points, cycles },
		hasEarlier,
		isSuppressed: sides.some(({ reading }) => !reading.seesEverybody),
	}
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** The level of the newest of the snapshots in which the reader reaches the node. */
async function findLevel(
	sql: pg.ClientBase,
	scope: AccountScope,
	{ sides, nodeId }: { sides: readonly { snapshotId: string; reading: Reading }[]; nodeId: string },
): Promise<Pick<HeatmapLevel, 'path' | 'children'> | null> {
	for (const { snapshotId, reading } of sides) {
		const { nodeIds } = reading
		const level =
			nodeIds === null
				? await readHeatmapLevel(sql, scope, { snapshotId, nodeId })
				: nodeIds.includes(nodeId)
					? await readNarrowLevel(sql, scope, { snapshotId, nodeIds, nodeId })
					: null
		if (level) return level
	}
	return null
}

/** For who reaches the root and one team only, that team stands right below the root, wherever it is in the tree. */
async function readNarrowLevel(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, nodeIds, nodeId }: { snapshotId: string; nodeIds: readonly string[]; nodeId: string },
): Promise<Pick<HeatmapLevel, 'path' | 'children'> | null> {
	const { rows } = await sql.query<SnapshotTreeNode>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = ANY ($3::uuid[]) ORDER BY n.depth, n.node_id`,
		[accountId, snapshotId, nodeIds],
	)
	const root = rows.find(({ id }) => id === accountId)
	const node = rows.find(({ id }) => id === nodeId)
	if (!root || !node) return null
	return node === root
		? { path: [root], children: rows.filter((row) => row !== root) }
		: { path: [root, node], children: [] }
}
