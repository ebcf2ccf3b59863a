import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { findSnapshot } from '#app/data/find-snapshot.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { SnapshotTreeNode } from '#app/data/read-snapshot-tree.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'
import type { PeopleRows } from '#app/domain/heatmap/heat-rows.ts'
import { heatRowsWords } from '#app/domain/heatmap/heat-rows.ts'
import type { RowChoice } from '#app/domain/heatmap/pick-rows.ts'
import { pickRows } from '#app/domain/heatmap/pick-rows.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { applyPattern } from '#app/domain/suppression/apply-pattern.ts'
import { countPeopleRows } from './count-people-rows.server.ts'
import { isBelow, peopleRowsOf } from './people-rows-sql.server.ts'

/** Whether rows that are made of people are for somebody: for who reads everybody (DESIGN, rule 9: never free filters). */
export const mayPartPeople = (person: Person): boolean => reachOf(person, 'heatmap.read').has('all')

/** The team that a view is of; null for everybody. */
export const teamOf = (scope: AccountScope, { node }: HeatmapView): string | null =>
	node.id === scope.accountId ? null : node.id

type Of = { view: HeatmapView; rows: PeopleRows; questions: readonly string[] }

/**
 * A view whose rows are people's managers, job titles or values of an own attribute, with the node itself as it was: everybody
 * of the node is in one row. Null for who does not read everybody.
 */
export async function readPeopleRows(
	scope: AccountScope,
	person: Person,
	{ choice, ...of }: Of & { choice: RowChoice },
): Promise<HeatmapView | null> {
	if (!mayPartPeople(person)) return null
	const { view, rows, questions } = of
	const { rows: children, pinned, total } = pickRows(await listRows(scope, of), choice)
	const rowIds = [...pinned, ...children].map(({ id }) => id)
	const before = view.comparisonRef ? await findSnapshot(scope, person, { cycle: view.comparisonRef }) : null
	const cellsOf = (cycle: { id: string; version: number | null }) =>
		readPeopleRowCells(scope, { view, rows, cycle, rowIds, questions })
	return {
		...view,
		...{ children, pinned, total },
		cells: new Map([...view.cells, ...(await cellsOf(view.cycle))]),
		comparisonCells: new Map([
			...view.comparisonCells,
			...(before ? await cellsOf({ id: before.cycleId, version: before.version }) : []),
		]),
	}
}

/** What the given rows have in a cycle. */
export async function readPeopleRowCells(
	scope: AccountScope,
	of: Of & { cycle: { id: string; version: number | null }; rowIds: readonly string[] },
): Promise<[string, NodeCells][]> {
	const { view, rows, cycle, rowIds, questions } = of
	const counts = await countPeopleRows(scope, { rows, cycle, teamId: teamOf(scope, view), rowIds, questions })
	return applyPattern({
		nodeIds: rowIds,
		families: view.families.map(({ id, key }) => ({
			id,
			questions: questions.filter((question) => question.startsWith(`${key}.`)),
		})),
		counts,
		disclosure: { kind: 'everything' },
	}).map((cells) => [cells.nodeId, cells])
}

/**
 * One row of a view's node, by its id, in a view of which it is the only row. Null where there is none such, and for who does
 * not read everybody.
 */
export async function readPeopleRow(
	scope: AccountScope,
	person: Person,
	{ rowId, ...of }: Of & { rowId: string },
): Promise<{ view: HeatmapView; row: SnapshotTreeNode } | null> {
	const choice = { q: '', pin: [rowId], descending: false, limit: 0, offset: 0 }
	const view = await readPeopleRows(scope, person, { ...of, choice })
	const row = view?.pinned[0]
	return view && row ? { view: { ...view, children: view.pinned }, row } : null
}

async function listRows(scope: AccountScope, { view, rows }: Of): Promise<SnapshotTreeNode[]> {
	const where = `p.account_id = $1 AND p.cycle_id = $2 AND ${isBelow({ account: '$1', cycle: '$2', team: '$3' })}`
	const read = await withAccountSql(scope, (sql) =>
		sql.query<{ id: string; name: string | null }>(
			peopleRowsOf(rows, { account: '$1', attribute: '$4', where }),
			[
				scope.accountId,
				view.cycle.id,
				teamOf(scope, view),
				...(rows.kind === 'attribute' ? [rows.name] : []),
			],
		),
	)
	const { none } = heatRowsWords(rows)
	return read.rows.map(({ id, name }) => ({
		...{ id, name: name ?? none },
		...{ parentId: view.node.id, depth: view.node.depth + 1 },
	}))
}
