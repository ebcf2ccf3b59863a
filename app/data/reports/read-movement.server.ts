import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { Movement } from '#app/domain/report/movement.ts'
import { readFlow, summarizeMovement } from '#app/domain/report/movement.ts'

export type MovementView = {
	view: HeatmapView
	/**
	 * By node. Null for who does not see everybody of both cycles: the flow is decided by no pattern, so that they get the two
	 * sides as the heatmap shows them (`view.cells`, `view.comparisonCells`), and never who went where.
	 */
	movements: ReadonlyMap<string, Movement> | null
}

/**
 * What moved since the cycle before, of a node and those below it. `nothing`: nothing is published. Null: there is no such
 * cycle or node, or none that the reader can reach.
 */
export async function readMovement(
	scope: AccountScope,
	person: Person,
	of: { cycle?: string | undefined; nodeId?: string | undefined; familyId?: string | undefined },
): Promise<MovementView | 'nothing' | null> {
	if (of.cycle === liveCycle) return null
	const view = await readHeatmapView(scope, person, { cycle: of.cycle, nodeId: of.nodeId })
	if (view === null || view === 'nothing') return view
	const { snapshotId } = view
	// A running cycle is no published result: nothing moves before publication.
	if (snapshotId === null) return of.cycle === undefined ? 'nothing' : null
	if (view.isSuppressed || view.comparisonId === null) return { view, movements: null }
	const nodeIds = [view.node, ...view.children].map(({ id }) => id)
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ nodeId: string; value: number; people: number }>(
			`SELECT c.node_id AS "nodeId", c.value::int AS value, sum(c.count)::int AS people FROM snapshot_cell c
			 WHERE c.account_id = $1 AND c.snapshot_id = $2 AND c.node_id = ANY ($3::uuid[]) AND c.measure = 'flow'
				AND ($4::uuid IS NULL OR c.family_id = $4)
			 GROUP BY c.node_id, c.value`,
			[scope.accountId, snapshotId, nodeIds, of.familyId ?? null],
		),
	)
	const byNode = Map.groupBy(rows, ({ nodeId }) => nodeId)
	const movements = nodeIds.map(
		(id) => [id, summarizeMovement((byNode.get(id) ?? []).map(readFlow))] as const,
	)
	return { view, movements: new Map(movements) }
}
