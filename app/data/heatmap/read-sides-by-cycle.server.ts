import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { LevelCycle } from './read-level-cycles.server.ts'
import { readRowCycles } from './read-row-cycles.server.ts'
import type { Sides } from './read-sides.server.ts'
import { readSides } from './read-sides.server.ts'

/** What self and manager said, with the cycle whose pairs they are. */
type CycleSides = LevelCycle & Sides

/** `readSides` of a view's cycle and of those before it, the oldest first. Null for who does not read every pair. */
export async function readSidesByCycle(
	scope: AccountScope,
	person: Person,
	of: { view: HeatmapView; rows: HeatRows },
): Promise<CycleSides[] | null> {
	const found: CycleSides[] = []
	for (const cycle of await readRowCycles(scope, person, of)) {
		const sides = await readSides(scope, person, { ...of, cycleId: cycle.cycleId })
		if (!sides) return null
		found.push({ ...cycle, ...sides })
	}
	return found
}
