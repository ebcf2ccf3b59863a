import { allFamiliesId, cellOfFamily, describeHeatCell } from '#app/charts/describe-heat-cell.ts'
import type { HeatCell, HeatColumn, HeatRow } from '#app/charts/heat-cell.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'

/** What a family is printed with: how many are assessed, where they stand, and what changed. */
const columnsOf = (comparisonName: string | null): (HeatColumn & { id: HeatStatistic })[] => [
	{ id: 'coverage', label: 'Assessed' },
	{ id: 'mean', label: 'Mean tier' },
	...(comparisonName ? [{ id: 'change' as const, label: 'Change', note: `since ${comparisonName}` }] : []),
	{ id: 'distribution', label: 'People at each tier' },
]

/** A table of a node: a row for each family in which somebody takes part, and one for all of them. */
export function familyTableOf(
	view: HeatmapView,
	of: { locale: string; cellHref: (familyId: string) => string },
): { columns: HeatColumn[]; total: HeatRow; rows: HeatRow[] } {
	const columns = columnsOf(view.comparisonName)
	const rowOf = (id: string, label: string): HeatRow => {
		const now = cellOfFamily(view.cells.get(view.node.id), id)
		const before = cellOfFamily(view.comparisonCells.get(view.node.id), id)
		return {
			id,
			label,
			cells: columns.map(({ id: statistic }) =>
				onTiers(
					describeHeatCell({
						...{ now, before, statistic, k: view.k, when: view.cycle.name },
						...{ locale: of.locale, href: of.cellHref(id) },
					}),
					statistic,
				),
			),
		}
	}
	return {
		columns,
		total: rowOf(allFamiliesId, 'All families'),
		rows: view.families
			.map(({ id, name }) => rowOf(id, name))
			.filter(({ cells }) => cells.some(({ kind }) => kind !== 'empty')),
	}
}

/** A share has no place on the scale of tiers; and a change that has a column of its own is said once. */
function onTiers(cell: HeatCell, statistic: HeatStatistic): HeatCell {
	if (cell.kind !== 'value') return cell
	const { value: _value, change: _change, ...rest } = cell
	return statistic === 'coverage' ? { ...rest, kind: 'plain' } : { ...rest, value: cell.value, kind: 'value' }
}
