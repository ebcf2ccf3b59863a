import type { CellOfFamily } from '#app/charts/describe-heat-cell.ts'
import { allFamiliesId, cellOfFamily } from '#app/charts/describe-heat-cell.ts'
import type { MovementView } from '#app/data/reports/read-movement.server.ts'
import type { ResultCell } from '#app/domain/suppression/apply-pattern.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { allHalfSteps, tierOf } from '#app/domain/tier/tier.ts'
import { column } from '#app/lib/sheet/cell-columns.ts'
import type { CellValue } from '#app/lib/sheet/sheet.ts'

/**
 * One row for each way from a tier to a tier. `none` is no result; for readers who see groups, rows with `any` are how many stood at each
 * tier of one side, beside those of who went where. Their names and their order stay; a new one comes at the end.
 */
export const movementColumns = [
	column('cycle', 'Cycle', { width: 12 }),
	column('snapshot_version', 'Version', { type: 'number', width: 9 }),
	column('compared_with', 'Compared with', { width: 16 }),
	column('minimum_group_size', 'Minimum group size', { type: 'number', width: 11 }),
	column('team_id', 'Team id', { width: 38 }),
	column('team', 'Team', { width: 28, paper: 30 }),
	column('is_total', 'Is the total', { width: 9, paper: 8 }),
	column('family', 'Role family', { width: 18, paper: 16 }),
	column('from_tier', 'From tier', { type: 'number', decimals: 1, width: 12, paper: 12 }),
	column('to_tier', 'To tier', { type: 'number', decimals: 1, width: 12, paper: 12 }),
	column('people', 'People', { type: 'number', width: 12, paper: 12 }),
	// Of a row over all families: those that it is a sum of. Each side, and who went where, may be of others.
	column('families_included', 'Families included', { width: 26, paper: 30 }),
	// Of who went where, to readers who see groups: the multiple to which `people` is rounded; ways of less than half of it are left out.
	column('rounded_to', 'Rounded to', { type: 'number', width: 11, paper: 10 }),
]

export function* movementRows(
	{ view, movements, shown, comparisonName }: MovementView,
	familyId: string | undefined,
): Generator<CellValue[]> {
	const { cycle, k } = view
	if (comparisonName === null) return
	const family = view.families.find(({ id }) => id === familyId)?.key ?? allFamiliesId
	const keysOf = (familyIds: readonly string[]) =>
		view.families
			.filter(({ id }) => familyIds.includes(id))
			.map(({ key }) => key)
			.join(' ')
	const every = keysOf(
		view.families.map(({ id }) => id).filter((id) => familyId === undefined || id === familyId),
	)
	for (const { id, name } of [view.node, ...view.children]) {
		const of = [
			...[cycle.name, cycle.version, comparisonName, k, id, name, id === view.node.id ? 'yes' : 'no'],
			family,
		]
		if (movements) {
			for (const { from, to, people } of movements.get(id)?.flows ?? []) {
				yield [...of, tier(from), tier(to), people, every, null]
			}
			continue
		}
		const sideOf = (cells: typeof view.cells) => cellOfFamily(cells.get(id), familyId ?? allFamiliesId)
		const [before, now] = [sideOf(view.comparisonCells), sideOf(view.cells)]
		const includedIn = ({ tier, familyIds }: CellOfFamily) =>
			tier.kind === 'shown' ? keysOf(familyIds) : null
		for (const [at, people] of sideRows(before.tier))
			yield [...of, at, 'any', people, includedIn(before), null]
		for (const [at, people] of sideRows(now.tier)) yield [...of, 'any', at, people, includedIn(now), null]
		if (!shown || id !== view.node.id) continue
		for (const { from, to, people } of shown.flows)
			yield [...of, tier(from), tier(to), people, keysOf(shown.familyIds), shown.step]
	}
}

const tier = (halfSteps: HalfSteps | null): CellValue => (halfSteps === null ? 'none' : tierOf(halfSteps))

/** How many stood at each tier of one side, as the reader gets it; a hidden side is one row that says so, and which it is. */
function sideRows(cell: ResultCell): [CellValue, CellValue][] {
	if (cell.kind === 'suppressed') return [['suppressed', 'suppressed']]
	if (cell.kind !== 'shown') return []
	return allHalfSteps.map((halfSteps, index) => [tierOf(halfSteps), cell.summary.distribution[index] ?? 0])
}
