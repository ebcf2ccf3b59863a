import type pg from 'pg'
import type { Person } from '#app/domain/access/policy.ts'
import { applyPattern, type Disclosure, type NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure, type CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import type { HeatmapFamily, HeatmapFrame, HeatmapLevel } from './read-heatmap-frame.server.ts'
import { levelNodeIds, readHeatmapFrame, readHeatmapLevel } from './read-heatmap-frame.server.ts'
import type { ChosenNodes, Reading } from './read-reading.server.ts'
import { cellsOf, readOwnDisclosure, readReading, readStoredPatterns } from './read-reading.server.ts'
import type { SnapshotTreeNode } from './read-snapshot-tree.server.ts'

export type HeatmapOptions = {
	/** Which snapshot; the newest unless given. */
	snapshotId?: string | undefined
	/** Which node with its children; the root unless given. */
	nodeId?: string | undefined
	/** Keys of questions to bring along beside tier and coverage. */
	questions?: readonly string[]
	/** Leaves the comparison out, where only one cycle is asked for. */
	withoutComparison?: boolean
}

export type Heatmap = {
	snapshot: PublishedSnapshot
	/** The snapshot that the change is counted from; null for the first. */
	comparison: PublishedSnapshot | null
	/** All snapshots, newest first, to choose from. */
	snapshots: PublishedSnapshot[]
	families: HeatmapFamily[]
	/** From the root down to the node, as far as the reader can reach. */
	path: SnapshotTreeNode[]
	node: SnapshotTreeNode
	/** The nodes below that the reader can reach, by name. */
	children: SnapshotTreeNode[]
	/** What the reader gets of the node and its children, by node. */
	cells: ReadonlyMap<string, NodeCells>
	/** The same of the comparison; a team that was not there then is missing. */
	comparisonCells: ReadonlyMap<string, NodeCells>
	/** Whether anything is held back from the reader. */
	isSuppressed: boolean
	/** Nodes in which the reader sees everybody. */
	isOpen: (nodeId: string) => boolean
	/** The topmost of these, by name. */
	openTops: SnapshotTreeNode[]
}

type Counts = ReadonlyMap<string, CountRow[]>
/** A snapshot as the reader reads it. */
type Side = { snapshotId: string; reading: Reading }

/**
 * One level of a snapshot's heatmap, with what the reader may not see taken out. Null where there is no such snapshot or
 * node, or none that the reader can reach.
 */
export async function readHeatmap(
	scope: AccountScope,
	person: Person,
	{ snapshotId, nodeId = scope.accountId, questions = [], withoutComparison = false }: HeatmapOptions,
): Promise<Heatmap | null> {
	const measures = [tierMeasure, stateMeasure, ...questions]
	const read = await withAccountSql(scope, async (sql) => {
		const frame = await readHeatmapFrame(sql, scope, { snapshotId: snapshotId ?? null })
		if (!frame) return null
		const { id, comparisonId } = frame.snapshot
		const snapshotIds = withoutComparison || comparisonId === null ? [id] : [id, comparisonId]
		const readings = await Promise.all(
			snapshotIds.map((of) => readReading(sql, scope, person, { snapshotId: of })),
		)
		const sides = snapshotIds.flatMap((of, index): Side[] => {
			const reading = readings[index]
			return reading ? [{ snapshotId: of, reading }] : []
		})
		const reading = readings[0]
		if (!reading) return null
		const nodes = chooseNodes(scope, reading, { snapshotId: id, nodeId })
		const stored = sides.filter(({ reading: { through } }) => through === 'stored')
		const [level, counts, patterns, openTops] = await Promise.all([
			readLevel(sql, scope, reading, { snapshotId: id, nodeId }),
			readCounts(sql, scope, { snapshotIds, nodes, measures }),
			stored.length === 0
				? null
				: readStoredPatterns(sql, scope, {
						snapshotIds: stored.map((side) => side.snapshotId),
						nodes,
						measures,
					}),
			readOpenTops(sql, scope, reading, { snapshotId: id }),
		])
		return level && { frame, level, sides, counts, patterns, openTops }
	})
	if (!read) return null
	const { frame, level, sides, counts, patterns, openTops } = read
	const [now, before] = sides
	const node = level.path.at(-1)
	if (!now || !node) return null
	const disclose = async ({ reading, snapshotId: of }: Side): Promise<Disclosure> =>
		reading.through === 'everything'
			? { kind: 'everything' }
			: reading.through === 'stored' && patterns
				? { kind: 'pattern', isShown: patterns(of), openNodeIds: reading.openNodeIds }
				: readOwnDisclosure(scope, reading, { snapshotId: of })
	const disclosure = await disclose(now)
	const apply = (side: Side, itsDisclosure: Disclosure) =>
		applyTo({ ...{ frame, level, questions, counts }, ...side, disclosure: itsDisclosure })
	return {
		snapshot: frame.snapshot,
		comparison: frame.snapshots.find(({ id }) => id === frame.snapshot.comparisonId) ?? null,
		snapshots: frame.snapshots,
		families: frame.families,
		path: level.path,
		node,
		children: level.children,
		cells: apply(now, disclosure),
		comparisonCells: before ? apply(before, await disclose(before)) : new Map<string, NodeCells>(),
		isSuppressed: disclosure.kind === 'pattern',
		isOpen: (id) => disclosure.kind === 'everything' || disclosure.openNodeIds.has(id),
		openTops,
	}
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
	of: { snapshotId: string; nodeId: string },
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
	return isRoot
		? { path: [root], children: nodes.filter(({ id }) => id !== root.id) }
		: { path: [root, node], children: [] }
}

/** The nodes of which figures are read: the level's, as far as the reader can reach them. */
function chooseNodes(
	{ accountId }: AccountScope,
	{ nodeIds }: Reading,
	{ snapshotId, nodeId }: { snapshotId: string; nodeId: string },
): ChosenNodes {
	if (nodeIds === null) return { text: `ARRAY(${levelNodeIds})`, values: [snapshotId, nodeId] }
	const ids = nodeIds.filter((id) => nodeId === accountId || id === nodeId)
	return { text: '$2::uuid[]', values: [ids] }
}

async function readCounts(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotIds: readonly string[]; nodes: ChosenNodes; measures: readonly string[] },
): Promise<Counts> {
	const next = of.nodes.values.length + 2
	// One row a cell instead of one a value: what is sent and parsed is most of the time.
	const { rows } = await sql.query<[string, string, string, string, string]>({
		text: `SELECT s.id, n.id, c.family_id, c.measure, c.counts FROM ${cellsOf(of.nodes, next)}
			CROSS JOIN LATERAL (
				SELECT c.family_id, c.measure, string_agg(c.value || ' ' || c.count, ' ') AS counts FROM snapshot_cell c
				WHERE c.account_id = $1 AND c.snapshot_id = s.id AND c.node_id = n.id AND c.measure = ANY ($${next + 1})
				GROUP BY c.family_id, c.measure
			) c`,
		values: [accountId, ...of.nodes.values, of.snapshotIds, of.measures],
		rowMode: 'array',
	})
	const counts = new Map<string, CountRow[]>(of.snapshotIds.map((id) => [id, []]))
	for (const [id, nodeId, familyId, measure, values] of rows) {
		const pairs = values.split(' ')
		for (let index = 0; index < pairs.length; index += 2) {
			const [value, count] = [Number(pairs[index]), Number(pairs[index + 1])]
			counts.get(id)?.push({ nodeId, familyId, measure, value, count })
		}
	}
	return counts
}

const nodeIdsOf = ({ path, children }: HeatmapLevel): string[] =>
	[path.at(-1), ...children].flatMap((node) => (node ? [node.id] : []))

function applyTo(of: {
	frame: HeatmapFrame
	level: HeatmapLevel
	questions: readonly string[]
	counts: Counts
	snapshotId: string
	reading: Reading
	disclosure: Disclosure
}): Map<string, NodeCells> {
	const counts = of.counts.get(of.snapshotId) ?? []
	const found = new Set(counts.map(({ nodeId }) => nodeId))
	const cells = applyPattern({
		nodeIds: nodeIdsOf(of.level).filter((id) => found.has(id) && (of.reading.nodeIds?.includes(id) ?? true)),
		families: of.frame.families.map(({ id, key }) => ({
			id,
			questions: of.questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts,
		disclosure: of.disclosure,
	})
	return new Map(cells.map((cell) => [cell.nodeId, cell]))
}
