import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { listReadableSnapshots } from '#app/data/list-readable-snapshots.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { liveCycle, readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { reachOf, type Person } from '#app/domain/access/policy.ts'
import type { Movement } from '#app/domain/report/movement.ts'
import { readFlow, summarizeMovement } from '#app/domain/report/movement.ts'
import type { CountedFlow } from './count-flows.server.ts'
import { countFlows } from './count-flows.server.ts'
import { countGone } from './count-gone.server.ts'
import { readGroupFlow } from './read-group-flow.server.ts'

export type MovementView = {
	view: HeatmapView
	/** The cycle that movements are counted from; null for the first one. */
	comparisonName: string | null
	/** Whether that is another than the one that the snapshot was compared with when it was published. */
	isChosen: boolean
	/** Names of the cycles that the reader may count from instead, newest first. */
	choices: string[]
	/**
	 * By node. Null for who does not see everybody of both cycles: they get the two sides as the heatmap shows them (`view.cells`,
	 * `view.comparisonCells`), and who went where as `shown` has it.
	 */
	movements: ReadonlyMap<string, Movement> | null
	/** What a reader who sees groups is shown of who went where, of the whole account alone; null for none. */
	shown: ShownMovement | null
}

export type ShownMovement = Movement & {
	/** Null where it is told as it is; else every number is one of people, to the nearest multiple of this. */
	step: number | null
	/** The families in it. */
	familyIds: readonly string[]
	/** How many families have people in the figures of either cycle, and are left out. */
	leftOut: number
}

export type MovementOptions = {
	cycle?: string | undefined
	nodeId?: string | undefined
	familyId?: string | undefined
	/** The name of an earlier cycle to count from, for HR; all others get the cycle before. */
	since?: string | undefined
}

/**
 * What moved since the cycle before, of a node and those below it. `nothing`: nothing is published. Null: there is no such
 * cycle or node, or none that the reader can reach.
 */
export async function readMovement(
	scope: AccountScope,
	person: Person,
	of: MovementOptions,
): Promise<MovementView | 'nothing' | null> {
	if (of.cycle === liveCycle) return null
	const view = await readHeatmapView(scope, person, { cycle: of.cycle, nodeId: of.nodeId })
	if (view === null || view === 'nothing') return view
	const { snapshotId, comparisonId, comparisonName, cycle } = view
	// A running cycle is no published result: nothing moves before publication.
	if (snapshotId === null) return of.cycle === undefined ? 'nothing' : null
	const plain = { view, comparisonName, isChosen: false, choices: [], shown: null }
	if (comparisonId === null) return { ...plain, movements: null }
	if (view.isSuppressed) {
		return { ...plain, movements: null, shown: await readShownMovement(scope, view, of.familyId) }
	}
	const nodeIds = [view.node, ...view.children].map(({ id }) => id)
	const seesAll = reachOf(person, 'heatmap.read').has('all')
	const earlier = seesAll ? await listEarlier(scope, person, cycle) : []
	const choices = earlier.map(({ cycleName }) => cycleName)
	const { since } = of
	const goneSince = (sinceId: string) =>
		countGone(scope, { snapshotId, sinceId, nodeIds, familyId: of.familyId })
	if (!seesAll || since === undefined) {
		const stored = await readStoredFlows(scope, { snapshotId, nodeIds, familyId: of.familyId })
		return {
			...plain,
			choices,
			movements: movementsOf(nodeIds, [...stored, ...(await goneSince(comparisonId))]),
		}
	}
	const chosen = earlier.find(({ cycleName }) => cycleName === since)
	if (!chosen || cycle.version === null) return null
	const flows = await countFlows(scope, {
		...{ snapshotId, nodeIds, familyId: of.familyId, since: chosen },
		now: { cycleId: cycle.id, version: cycle.version },
	})
	const { cycleName, version, newestVersion } = chosen
	return {
		...{
			view,
			choices,
			movements: movementsOf(nodeIds, [...flows, ...(await goneSince(chosen.id))]),
			shown: null,
		},
		comparisonName: newestVersion > 1 ? `${cycleName}, version ${version}` : cycleName,
		isChosen: chosen.id !== comparisonId,
	}
}

/** Of the account's own page, where its figures on both sides are those of which the flow was decided. */
async function readShownMovement(
	scope: AccountScope,
	view: HeatmapView,
	familyId: string | undefined,
): Promise<ShownMovement | null> {
	const { snapshotId, comparisonId, node, cells, comparisonCells } = view
	if (snapshotId === null || comparisonId === null || node.id !== scope.accountId) return null
	const flow = await readGroupFlow(scope, { snapshotId, comparisonId })
	const told = flow?.toldOf(familyId)
	if (!flow || !told) return null
	const familyIds = familyId === undefined ? flow.familyIds : [familyId]
	const kindOf = (side: typeof cells, id: string) =>
		side.get(node.id)?.families.find((one) => one.familyId === id)?.tier.kind ?? 'empty'
	const isHidden = (id: string) => [cells, comparisonCells].some((side) => kindOf(side, id) === 'suppressed')
	if (flow.familyIds.some(isHidden)) return null
	const hasPeople = (id: string) => [cells, comparisonCells].some((side) => kindOf(side, id) !== 'empty')
	const others = view.families.filter(({ id }) => familyId === undefined && !familyIds.includes(id))
	const { ways, ...rounded } = told
	return {
		...summarizeMovement(ways.map(({ from, to, people }) => readFlow({ value: 10 * from + to, people }))),
		// In round numbers a sum is another than that of its parts.
		...rounded,
		...{ familyIds, leftOut: others.filter(({ id }) => hasPeople(id)).length },
	}
}

/** Of each cycle before, the newest version that the reader may look at. */
async function listEarlier(scope: AccountScope, person: Person, { startsOn }: HeatmapView['cycle']) {
	const snapshots = await listReadableSnapshots(scope, person)
	return snapshots.filter(
		(one, i) =>
			one.startsOn < startsOn && snapshots.findIndex(({ cycleId }) => cycleId === one.cycleId) === i,
	)
}

async function readStoredFlows(
	scope: AccountScope,
	of: { snapshotId: string; nodeIds: readonly string[]; familyId: string | undefined },
): Promise<CountedFlow[]> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<CountedFlow>(
			`SELECT c.node_id AS "nodeId", c.value::int AS value, sum(c.count)::int AS people FROM snapshot_cell c
			 WHERE c.account_id = $1 AND c.snapshot_id = $2 AND c.node_id = ANY ($3::uuid[]) AND c.measure = 'flow'
				AND ($4::uuid IS NULL OR c.family_id = $4)
			 GROUP BY c.node_id, c.value`,
			[scope.accountId, of.snapshotId, of.nodeIds, of.familyId ?? null],
		),
	)
	return rows
}

function movementsOf(nodeIds: readonly string[], flows: readonly CountedFlow[]): Map<string, Movement> {
	const byNode = Map.groupBy(flows, ({ nodeId }) => nodeId)
	return new Map(nodeIds.map((id) => [id, summarizeMovement((byNode.get(id) ?? []).map(readFlow))]))
}
