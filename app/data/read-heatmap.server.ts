import type pg from 'pg'
import type { Person } from '#app/domain/access/policy.ts'
import { pickRows, type RowChoice } from '#app/domain/heatmap/pick-rows.ts'
import { applyPattern, type Disclosure, type NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { chooseSnapshot } from './find-snapshot.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import type { HeatmapFamily, HeatmapFrame, HeatmapLevel } from './read-heatmap-frame.server.ts'
import {
	chosenNodeIds,
	chosenValues,
	levelNodeIds,
	readHeatmapFrame,
	readHeatmapLevel,
} from './read-heatmap-frame.server.ts'
import type { SnapshotReading } from './read-disclosure.server.ts'
import { readDisclosure } from './read-disclosure.server.ts'
import type { Reading } from './read-reading.server.ts'
import { readReading } from './read-reading.server.ts'
import type { ChosenNodes, SnapshotCells } from './read-snapshot-cells.server.ts'
import { readSnapshotCells } from './read-snapshot-cells.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

export type HeatmapOptions = {
	/** Which snapshot; the newest unless given. */
	snapshotId?: string | undefined
	/** Which node with its children; the root unless given. */
	nodeId?: string | undefined
	/** Keys of questions to bring along beside tier and coverage. */
	questions?: readonly string[]
	/** The cycle that changes are counted from, by its name or id or that of a snapshot; the one stored unless it is there and earlier. */
	since?: string | undefined
	/** Which of the rows below the node; all of them unless given. */
	rows?: RowChoice | undefined
	/** Leaves the comparison out, where only one cycle is asked for. */
	withoutComparison?: boolean
}

export type Heatmap = {
	snapshot: PublishedSnapshot
	/** The snapshot that the change is counted from; null for the first. */
	comparison: PublishedSnapshot | null
	/** All snapshots that the reader may look at, newest first, to choose from. */
	snapshots: PublishedSnapshot[]
	families: HeatmapFamily[]
	/** From the root down to the node, as far as the reader can reach. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	/** The nodes below that the reader can reach, by name; those of the page, where one was asked for. */
	children: SnapshotTreeNode[]
	/** Those that were to stand before the others. */
	pinned: SnapshotTreeNode[]
	/** Children of all pages together, without the pinned ones. */
	total: number
	/** What the reader gets of the node and its children, by node. */
	cells: ReadonlyMap<string, NodeCells>
	/** The same of the comparison; a team that was not there then is missing. */
	comparisonCells: ReadonlyMap<string, NodeCells>
	/** Whether anything may be held back from the reader. */
	isSuppressed: boolean
	/** Nodes in which the reader sees everybody. */
	isOpen: (nodeId: string) => boolean
	/** The topmost of these, by name. */
	openTops: SnapshotTreeNode[]
}

/**
 * One level of a snapshot's heatmap, with what the reader may not see taken out. Null where there is no such snapshot or
 * node, or none that the reader can reach.
 */
export async function readHeatmap(
	scope: AccountScope,
	person: Person,
	options: HeatmapOptions,
): Promise<Heatmap | null> {
	const { snapshotId, nodeId = scope.accountId, questions = [], since, rows } = options
	const measures = [tierMeasure, stateMeasure, ...questions]
	const read = await withAccountSql(scope, async (sql) => {
		const frame = await readHeatmapFrame(sql, scope, person, { snapshotId: snapshotId ?? null })
		if (!frame) return null
		const { id } = frame.snapshot
		const comparison = options.withoutComparison ? null : comparisonOf(frame, since)
		const snapshotIds = comparison === null ? [id] : [id, comparison.id]
		const readings = await Promise.all(
			snapshotIds.map((of) => readReading(sql, scope, person, { snapshotId: of })),
		)
		const sides = snapshotIds.flatMap((of, index): SnapshotReading[] => {
			const reading = readings[index]
			return reading ? [{ snapshotId: of, reading }] : []
		})
		const reading = readings[0]
		if (!reading) return null
		const nodes = chooseNodes(scope, reading, { snapshotId: id, nodeId, rows })
		const withStoredPattern = sides.some((side) => side.reading.through === 'stored')
		// The largest answer first: it is parsed while the database reads the rest.
		const [cells, level, openTops] = await Promise.all([
			readSnapshotCells(sql, scope, { snapshotIds, nodes, measures, withStoredPattern }),
			readLevel(sql, scope, reading, { snapshotId: id, nodeId, rows }),
			readOpenTops(sql, scope, reading, { snapshotId: id }),
		])
		return level && { frame, level, sides, cells, openTops, comparison }
	})
	if (!read) return null
	const { frame, level, sides, cells, openTops, comparison } = read
	const [now, before] = sides
	const node = level.path.at(-1)
	if (!now || !node) return null
	const disclosure = await readDisclosure(scope, now, cells)
	const apply = (side: SnapshotReading, itsDisclosure: Disclosure) =>
		applyTo({ ...{ frame, level, questions, cells }, ...side, disclosure: itsDisclosure })
	return {
		snapshot: frame.snapshot,
		comparison,
		snapshots: frame.snapshots,
		families: frame.families,
		path: level.path,
		node,
		children: level.children,
		pinned: level.pinned,
		total: level.total,
		cells: apply(now, disclosure),
		comparisonCells: before
			? apply(before, await readDisclosure(scope, before, cells))
			: new Map<string, NodeCells>(),
		isSuppressed: !now.reading.seesEverybody || (before !== undefined && !before.reading.seesEverybody),
		isOpen: (id) => disclosure.kind === 'everything' || disclosure.openNodeIds.has(id),
		openTops,
	}
}

/**
 * The snapshot that changes are counted from. Of a chosen earlier cycle the newest version that the reader may look at; else the one that was stored, or where that version tells the reader too much, the
 * newest before it of the same cycle.
 */
function comparisonOf(
	{ snapshot, snapshots }: HeatmapFrame,
	since: string | undefined,
): PublishedSnapshot | null {
	const earlier = snapshots.filter(({ startsOn }) => startsOn < snapshot.startsOn)
	const chosen = since ? chooseSnapshot(earlier, since) : undefined
	if (chosen) return chosen
	const { comparisonCycleId, comparisonVersion } = snapshot
	const isBefore = ({ cycleId, version }: PublishedSnapshot) =>
		cycleId === comparisonCycleId && version <= (comparisonVersion ?? 0)
	return snapshots.find(isBefore) ?? null
}

async function readOpenTops(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ openNodeIds }: Reading,
	{ snapshotId }: { snapshotId: string },
): Promise<SnapshotTreeNode[]> {
	if (openNodeIds.size === 0) return []
	const { rows } = await sql.query<SnapshotTreeNode>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth FROM snapshot_node n
		 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = ANY ($3::uuid[])
			AND (n.parent_id IS NULL OR n.parent_id <> ALL ($3::uuid[]))
		 ORDER BY n.name, n.node_id`,
		[accountId, snapshotId, [...openNodeIds]],
	)
	return rows
}

/** For who reaches the root and one team only, that team stands right below the root, wherever it is in the tree. */
async function readLevel(
	sql: pg.ClientBase,
	scope: AccountScope,
	{ nodeIds }: Reading,
	of: { snapshotId: string; nodeId: string; rows: RowChoice | undefined },
): Promise<HeatmapLevel | null> {
	if (nodeIds === null) return readHeatmapLevel(sql, scope, of)
	if (!nodeIds.includes(of.nodeId)) return null
	const isRoot = of.nodeId === scope.accountId
	const levels = await Promise.all(
		nodeIds.map((nodeId) => readHeatmapLevel(sql, scope, { snapshotId: of.snapshotId, nodeId })),
	)
	const nodes = levels.flatMap((level) => level?.path.at(-1) ?? [])
	const root = nodes.find(({ id }) => id === scope.accountId)
	const node = nodes.find(({ id }) => id === of.nodeId)
	if (!root || !node) return null
	const below = isRoot ? nodes.filter(({ id }) => id !== root.id) : []
	const every = { q: '', pin: [], descending: false, limit: null, offset: 0 }
	const { rows, pinned, total } = pickRows(below, of.rows ?? every)
	return { path: isRoot ? [root] : [root, node], children: rows, pinned, total }
}

/** The nodes of which figures are read: the level's, as far as the reader can reach them. */
function chooseNodes(
	{ accountId }: AccountScope,
	{ nodeIds }: Reading,
	{ snapshotId, nodeId, rows }: { snapshotId: string; nodeId: string; rows: RowChoice | undefined },
): ChosenNodes {
	if (nodeIds === null && rows) {
		const values = [snapshotId, nodeId, ...chosenValues(rows)]
		return { text: `ARRAY(${chosenNodeIds(rows)})`, values }
	}
	if (nodeIds === null) return { text: `ARRAY(${levelNodeIds})`, values: [snapshotId, nodeId] }
	const ids = nodeIds.filter((id) => nodeId === accountId || id === nodeId)
	return { text: '$2::uuid[]', values: [ids] }
}

const nodeIdsOf = ({ path, pinned, children }: HeatmapLevel): string[] =>
	[path.at(-1), ...pinned, ...children].flatMap((node) => (node ? [node.id] : []))

function applyTo(of: {
	frame: HeatmapFrame
	level: HeatmapLevel
	questions: readonly string[]
	cells: SnapshotCells
	snapshotId: string
	reading: Reading
	disclosure: Disclosure
}): Map<string, NodeCells> {
	const counts = of.cells.get(of.snapshotId)?.counts ?? []
	const found = new Set(counts.map(({ nodeId }) => nodeId))
	const applied = applyPattern({
		nodeIds: nodeIdsOf(of.level).filter((id) => found.has(id) && (of.reading.nodeIds?.includes(id) ?? true)),
		families: of.frame.families.map(({ id, key }) => ({
			id,
			questions: of.questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts,
		disclosure: of.disclosure,
	})
	return new Map(applied.map((cell) => [cell.nodeId, cell]))
}
