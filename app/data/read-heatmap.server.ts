import type pg from 'pg'
import type { Person } from '#app/domain/access/policy.ts'
import { applyPattern, type Disclosure, type NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure, type CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import type { PublishedSnapshot } from './list-published-snapshots.server.ts'
import { readHeatmapFrame, type HeatmapFamily, type HeatmapFrame } from './read-heatmap-frame.server.ts'
import { readOwnDisclosure, readReading, readStoredDisclosure, type Reading } from './read-reading.server.ts'
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
}

type Counts = ReadonlyMap<string, CountRow[]>
/** A snapshot as the reader reads it, up to what only another transaction can decide. */
type Side = { snapshotId: string; reading: Reading; disclosure: Disclosure | null }

/**
 * One level of a snapshot's heatmap, with what the reader may not see taken out. Null where there is no such snapshot or
 * node, or none that the reader can reach.
 */
export async function readHeatmap(
	scope: AccountScope,
	person: Person,
	{ snapshotId, nodeId, questions = [], withoutComparison = false }: HeatmapOptions,
): Promise<Heatmap | null> {
	const measures = [tierMeasure, stateMeasure, ...questions]
	const read = await withAccountSql(scope, async (sql) => {
		const of = { snapshotId: snapshotId ?? null, nodeId: nodeId ?? scope.accountId }
		const whole = await readHeatmapFrame(sql, scope, of)
		if (!whole) return null
		const reading = await readReading(sql, scope, person, { snapshotId: whole.snapshot.id })
		const frame = reading && (await withinReach(sql, scope, whole, reading))
		if (!frame) return null
		const nodeIds = nodeIdsOf(frame)
		const sides: Side[] = []
		for (const id of [whole.snapshot.id, withoutComparison ? null : whole.snapshot.comparisonId]) {
			if (id === null) continue
			const itsReading =
				id === whole.snapshot.id ? reading : await readReading(sql, scope, person, { snapshotId: id })
			if (!itsReading) continue
			const disclosure =
				itsReading.through === 'own'
					? null
					: await readStoredDisclosure(sql, scope, itsReading, { snapshotId: id, nodeIds, measures })
			sides.push({ snapshotId: id, reading: itsReading, disclosure })
		}
		const counts = await readCounts(sql, scope, {
			snapshotIds: sides.map((side) => side.snapshotId),
			nodeIds,
			measures,
		})
		return { frame, sides, counts }
	})
	if (!read) return null
	const { frame, sides, counts } = read
	const [now, before] = sides
	const node = frame.path.at(-1)
	if (!now || !node) return null
	const disclosure = now.disclosure ?? (await readOwnDisclosure(scope, now.reading, now))
	const apply = (side: Side, itsDisclosure: Disclosure) =>
		applyTo({
			frame,
			questions,
			counts,
			snapshotId: side.snapshotId,
			reading: side.reading,
			disclosure: itsDisclosure,
		})
	return {
		snapshot: frame.snapshot,
		comparison: frame.snapshots.find(({ id }) => id === frame.snapshot.comparisonId) ?? null,
		snapshots: frame.snapshots,
		families: frame.families,
		path: frame.path,
		node,
		children: frame.children,
		cells: apply(now, disclosure),
		comparisonCells: before
			? apply(before, before.disclosure ?? (await readOwnDisclosure(scope, before.reading, before)))
			: new Map<string, NodeCells>(),
		isSuppressed: disclosure.kind === 'pattern',
		isOpen: (id) => disclosure.kind === 'everything' || disclosure.openNodeIds.has(id),
	}
}

const nodeIdsOf = ({ path, children }: HeatmapFrame): string[] =>
	[path.at(-1), ...children].flatMap((node) => (node ? [node.id] : []))

/** For who reaches the root and one team only, that team stands right below the root, wherever it is in the tree. */
async function withinReach(
	sql: pg.ClientBase,
	scope: AccountScope,
	frame: HeatmapFrame,
	{ nodeIds }: Reading,
): Promise<HeatmapFrame | null> {
	if (nodeIds === null) return frame
	const node = frame.path.at(-1)
	const root = frame.path[0]
	if (!node || !root || !nodeIds.includes(node.id)) return null
	if (node.id !== root.id) return { ...frame, path: [root, node], children: [] }
	const children: SnapshotTreeNode[] = []
	for (const id of nodeIds) {
		if (id === root.id) continue
		const own = await readHeatmapFrame(sql, scope, { snapshotId: frame.snapshot.id, nodeId: id })
		const child = own?.path.at(-1)
		if (child) children.push(child)
	}
	return { ...frame, children }
}

async function readCounts(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotIds: readonly string[]; nodeIds: readonly string[]; measures: readonly string[] },
): Promise<Counts> {
	const { rows } = await sql.query<[string, string, string, string, number, number]>({
		text: `SELECT c.snapshot_id, c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
			WHERE c.account_id = $1 AND c.snapshot_id = ANY ($2::uuid[]) AND c.node_id = ANY ($3::uuid[]) AND c.measure = ANY ($4)`,
		values: [accountId, of.snapshotIds, of.nodeIds, of.measures],
		rowMode: 'array',
	})
	const counts = new Map<string, CountRow[]>(of.snapshotIds.map((id) => [id, []]))
	for (const [id, nodeId, familyId, measure, value, count] of rows) {
		counts.get(id)?.push({ nodeId, familyId, measure, value, count })
	}
	return counts
}

function applyTo(of: {
	frame: HeatmapFrame
	questions: readonly string[]
	counts: Counts
	snapshotId: string
	reading: Reading
	disclosure: Disclosure
}): Map<string, NodeCells> {
	const counts = of.counts.get(of.snapshotId) ?? []
	const found = new Set(counts.map(({ nodeId }) => nodeId))
	const cells = applyPattern({
		nodeIds: nodeIdsOf(of.frame).filter((id) => found.has(id) && (of.reading.nodeIds?.includes(id) ?? true)),
		families: of.frame.families.map(({ id, key }) => ({
			id,
			questions: of.questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts,
		disclosure: of.disclosure,
	})
	return new Map(cells.map((cell) => [cell.nodeId, cell]))
}
