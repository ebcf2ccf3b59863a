import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { allFamiliesId, cellOfFamily, describeHeatCell } from './describe-heat-cell.ts'
import type { HeatColumn, HeatRow } from './heat-cell.ts'
import type { HeatStatistic } from './heat-statistic.ts'

type Node = { id: string; name: string }

/** One level of a heatmap as its reader gets it: a node with its children, by family. */
export type HeatLevel = {
	cycle: { name: string }
	families: readonly { id: string; key: string; name: string }[]
	node: Node
	children: readonly Node[]
	cells: ReadonlyMap<string, NodeCells>
	comparisonCells: ReadonlyMap<string, NodeCells>
	/** The least number of people on both sides of a comparison. */
	k: number
}

type Of = {
	statistic: HeatStatistic
	locale: string
	/** Where the row of a child leads. */
	nodeHref: (nodeId: string) => string
	/** Where the first row leads, where that is not the page it stands on. */
	totalHref?: string | undefined
	cellHref: (nodeId: string, familyId: string) => string
	familyHref?: (key: string) => string | undefined
	noteOf?: (nodeId: string) => string | undefined
}

/** The table of a level: a column for each family and one for all of them, a row for the node and one for each child. */
export function heatTableOf(
	level: HeatLevel,
	of: Of,
): { columns: HeatColumn[]; total: HeatRow; rows: HeatRow[] } {
	const { cells, comparisonCells, k, cycle } = level
	const columns: HeatColumn[] = [
		...level.families.map(({ id, key, name }) => ({ id, label: name, href: of.familyHref?.(key) })),
		{ id: allFamiliesId, label: 'All families' },
	]
	const rowOf = ({ id, name }: Node, href: string | undefined): HeatRow => ({
		id,
		label: name,
		note: of.noteOf?.(id),
		href,
		cells: columns.map(({ id: familyId }) =>
			describeHeatCell({
				now: cellOfFamily(cells.get(id), familyId),
				before: cellOfFamily(comparisonCells.get(id), familyId),
				statistic: of.statistic,
				k,
				when: cycle.name,
				locale: of.locale,
				href: of.cellHref(id, familyId),
			}),
		),
	})
	return {
		columns,
		total: rowOf(level.node, of.totalHref),
		rows: level.children.map((child) => rowOf(child, of.nodeHref(child.id))),
	}
}
