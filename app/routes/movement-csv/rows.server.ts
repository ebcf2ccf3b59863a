import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { MovementView } from '#app/data/reports/read-movement.server.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import type { CsvCell } from '#app/lib/csv.server.ts'

/** One row for each way from a tier to a tier. `none` is no result; for readers who see groups, `any` is all of them. */
export const movementCsvColumns = [
	...['cycle', 'snapshot_version', 'compared_with', 'minimum_group_size', 'team_id', 'team', 'is_total'],
	...['family', 'from_tier', 'to_tier', 'people'],
]

export function* movementCsvRows(
	{ view, movements, comparisonName }: MovementView,
	familyId: string | undefined,
): Generator<CsvCell[]> {
	const { cycle, k } = view
	if (comparisonName === null) return
	const family = view.families.find(({ id }) => id === familyId)?.key ?? allFamiliesId
	for (const { id, name } of [view.node, ...view.children]) {
		const of = [
			...[cycle.name, cycle.version, comparisonName, k, id, name, id === view.node.id ? 'yes' : 'no'],
			family,
		]
		if (movements) {
			for (const { from, to, people } of movements.get(id)?.flows ?? []) {
				yield [...of, tier(from), tier(to), people]
			}
			continue
		}
		const sideOf = (cells: typeof view.cells) => cellOfFamily(cells.get(id), familyId ?? allFamiliesId).tier
		for (const [at, people] of sideRows(sideOf(view.comparisonCells))) yield [...of, at, 'any', people]
		for (const [at, people] of sideRows(sideOf(view.cells))) yield [...of, 'any', at, people]
	}
}

const tier = (halfSteps: HalfSteps | null): CsvCell => (halfSteps === null ? 'none' : tierOf(halfSteps))

/** How many stood at each tier of one side, as the reader gets it; a hidden side is one row that says so, and which it is. */
function sideRows(cell: ResultCell): [CsvCell, CsvCell][] {
	if (cell.kind === 'suppressed') return [['suppressed', 'suppressed']]
	if (cell.kind !== 'shown') return []
	return allHalfSteps.map((halfSteps, index) => [tierOf(halfSteps), cell.summary.distribution[index] ?? 0])
}
