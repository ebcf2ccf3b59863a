import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { makeKeeper } from '#app/data/make-keeper.server.ts'
import { readDisclosure } from '#app/data/read-disclosure.server.ts'
import type { Reading } from '#app/data/read-reading.server.ts'
import { readReading } from '#app/data/read-reading.server.ts'
import { readSnapshotCells } from '#app/data/read-snapshot-cells.server.ts'
import type { SnapshotTreeNode } from '#app/data/read-snapshot-tree.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { PlacedNode } from '#app/domain/heatmap/order-tree.ts'
import { orderTree } from '#app/domain/heatmap/order-tree.ts'
import type { Flow } from '#app/domain/report/movement.ts'
import { readFlow } from '#app/domain/report/movement.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { stateMeasure, tierMeasure } from '#app/domain/suppression/pattern.ts'
import type { PublishedView } from './read-published-view.server.ts'

/** Every node of a published cycle that a reader can reach, with what the reader gets of each. */
export type WholeHeatmap = {
	/** As one walks the tree, siblings by name. */
	nodes: PlacedNode<SnapshotTreeNode>[]
	cells: ReadonlyMap<string, NodeCells>
	/** Of the cycle that changes are counted from; a team that was not there then is missing. */
	comparisonCells: ReadonlyMap<string, NodeCells>
	/**
	 * Who went where since that cycle, by node and family as `flowKey` has them. Null for who does not see everybody of both
	 * cycles: the flow of a team is decided by no pattern.
	 */
	flows: ReadonlyMap<string, Flow[]> | null
}

export const flowKey = (of: { nodeId: string; familyId: string }): string => `${of.nodeId} ${of.familyId}`

const flowMeasure = 'flow'

/** Some 40 MB at most: seven times a company of 2,000 teams, of which two cycles are compared. */
const keep = makeKeeper<WholeHeatmap>({ values: 60, size: 30_000 }, ({ nodes }) => nodes.length * 2)

type Sides = { snapshotId: string; reading: Reading }[]

/**
 * The whole organization as the heatmap of the same cycle shows it level by level.
 *
 * A published cycle and the pattern stored with it never change, so that it is read once for all who read it through the same: HR,
 * and who sees nobody. Who sees others has a pattern of their own. How the reader reads it is decided each time.
 *
 * @param of.withFlows brings the flow along, for who sees everybody
 */
export async function readWholeHeatmap(
	scope: AccountScope,
	person: Person,
	{ view, withFlows = false }: { view: PublishedView; withFlows?: boolean },
): Promise<WholeHeatmap> {
	const { snapshotId, comparisonId } = view
	const snapshotIds = comparisonId === null ? [snapshotId] : [snapshotId, comparisonId]
	const hasFlows = withFlows && !view.isSuppressed && comparisonId !== null
	const sides = await withAccountSql(scope, async (sql) => {
		const readings = await Promise.all(
			snapshotIds.map((id) => readReading(sql, scope, person, { snapshotId: id })),
		)
		return snapshotIds.flatMap((id, index) => {
			const reading = readings[index]
			return reading ? [{ snapshotId: id, reading }] : []
		})
	})
	const count = () => readSides(scope, sides, { view, hasFlows })
	if (sides.some(({ reading }) => reading.through === 'own')) return count()
	const familyIds = view.families.map(({ id }) => id)
	const through = sides.map(({ snapshotId: id, reading }) => [
		...[id, reading.through, reading.nodeIds],
		[...reading.openNodeIds],
	])
	return (await keep(JSON.stringify([scope.accountId, through, familyIds, hasFlows]), count)) ?? nothing
}

const nothing: WholeHeatmap = { nodes: [], cells: new Map(), comparisonCells: new Map(), flows: null }

async function readSides(
	scope: AccountScope,
	sides: Sides,
	{ view, hasFlows }: { view: PublishedView; hasFlows: boolean },
): Promise<WholeHeatmap> {
	const { snapshotId } = view
	const [first] = sides
	if (first?.snapshotId !== snapshotId) return nothing
	const { nodes, cells } = await withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<SnapshotTreeNode>(
			`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth FROM snapshot_node n
			 WHERE n.account_id = $1 AND n.snapshot_id = $2 AND ($3::uuid[] IS NULL OR n.node_id = ANY ($3::uuid[]))
			 ORDER BY lower(n.name), n.node_id`,
			[scope.accountId, snapshotId, first.reading.nodeIds],
		)
		const read = await readSnapshotCells(sql, scope, {
			snapshotIds: sides.map((side) => side.snapshotId),
			nodes: { text: '$2::uuid[]', values: [rows.map(({ id }) => id)] },
			measures: [tierMeasure, stateMeasure, ...(hasFlows ? [flowMeasure] : [])],
			withStoredPattern: sides.some(({ reading }) => reading.through === 'stored'),
		})
		return { nodes: rows, cells: read }
	})
	const [now, before] = await Promise.all(
		sides.map(async (side) => {
			const { nodeIds } = side.reading
			const applied = applyPattern({
				nodeIds: nodes.flatMap(({ id }) => (nodeIds === null || nodeIds.includes(id) ? [id] : [])),
				families: view.families.map(({ id }) => ({ id, questions: [] })),
				counts: cells.get(side.snapshotId)?.counts ?? [],
				disclosure: await readDisclosure(scope, side, cells),
			})
			return new Map(applied.map((one) => [one.nodeId, one]))
		}),
	)
	const flows = (cells.get(snapshotId)?.counts ?? []).filter(({ measure }) => measure === flowMeasure)
	return {
		nodes: orderTree(nodes, scope.accountId),
		cells: now ?? new Map(),
		comparisonCells: before ?? new Map(),
		flows: hasFlows
			? new Map(
					[...Map.groupBy(flows, flowKey)].map(([key, rows]) => [
						key,
						rows.map(({ value, count: people }) => readFlow({ value, people })),
					]),
				)
			: null,
	}
}
