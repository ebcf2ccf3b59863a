import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { LevelCycle } from './read-level-cycles.server.ts'
import { readLevelCycles } from './read-level-cycles.server.ts'
import { readPeopleRowCells } from './read-people-rows.server.ts'

/**
 * `readLevelCycles` of a view whose rows may be made of people: each cycle then counts whom it had in that row itself. For
 * other rows than teams whoever calls it has made sure that the reader sees everybody.
 */
export async function readRowCycles(
	scope: AccountScope,
	person: Person,
	{ view, rows }: { view: HeatmapView; rows: HeatRows },
): Promise<LevelCycle[]> {
	if (rows.kind === 'teams') return readLevelCycles(scope, person, { view })
	const rowIds = view.children.map(({ id }) => id)
	const cycles: LevelCycle[] = []
	for (const cycle of await readLevelCycles(scope, person, { view: { ...view, children: [] } })) {
		const { cycleId: id, version } = cycle
		const of = { view, rows, cycle: { id, version }, rowIds, questions: [] }
		cycles.push({ ...cycle, cells: new Map([...cycle.cells, ...(await readPeopleRowCells(scope, of))]) })
	}
	return cycles
}
