import type { HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import type { NodeCells } from '#app/domain/suppression/apply-pattern.ts'
import { allFamiliesId, cellOfFamily, describeHeatCell } from './describe-heat-cell.ts'
import type { HeatColumn, HeatColumnSource, HeatRow } from './heat-cell.ts'
import { orderOfHeatCell } from './heat-order.ts'

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

type OfColumns = {
	statistic: HeatStatistic
	locale: string
	cellHref: (nodeId: string, familyId: string) => string
	familyHref?: (key: string) => string | undefined
	/** In half-steps, where something is measured against it. */
	targetOf?: ((nodeId: string, familyId: string) => number | null | 'unfrozen') | undefined
}

export type OfRows = {
	/** Where the row of a child leads. */
	nodeHref: (nodeId: string) => string
	/** Where the first row leads, where that is not the page it stands on. */
	totalHref?: string | undefined
	noteOf?: ((nodeId: string) => string | undefined) | undefined
}

/** The table of a level: a column for each family and one for all of them, a row for the node and one for each child. */
export function heatTableOf(
	level: HeatLevel,
	of: OfColumns & OfRows,
): { columns: HeatColumn[]; total: HeatRow; rows: HeatRow[] } {
	const sources = familyColumnsOf(level, of)
	const { rowOf, columns } = heatRowsOf(sources, of)
	return {
		columns,
		total: rowOf(level.node, of.totalHref),
		rows: level.children.map((child) => rowOf(child, of.nodeHref(child.id))),
	}
}

/** A column for each family, and one for all of them. */
export function familyColumnsOf(level: HeatLevel, of: OfColumns): HeatColumnSource[] {
	const { cells, comparisonCells, k, cycle } = level
	const columns: HeatColumn[] = [
		...level.families.map(({ id, key, name }) => ({ id, label: name, href: of.familyHref?.(key) })),
		{ id: allFamiliesId, label: 'All families' },
	]
	return columns.map((column) => ({
		...column,
		cellOf: (nodeId) => {
			const about = {
				now: cellOfFamily(cells.get(nodeId), column.id),
				before: cellOfFamily(comparisonCells.get(nodeId), column.id),
				...{ statistic: of.statistic, k, target: of.targetOf?.(nodeId, column.id) ?? null },
			}
			const href = of.cellHref(nodeId, column.id)
			return {
				cell: describeHeatCell({ ...about, when: cycle.name, locale: of.locale, href }),
				order: orderOfHeatCell(about),
			}
		},
	}))
}

/** What makes rows of columns. */
export function heatRowsOf(sources: readonly HeatColumnSource[], of: Pick<OfRows, 'noteOf'>) {
	return {
		columns: sources.map(({ id, label, note, href }): HeatColumn => ({ id, label, note, href })),
		rowOf: ({ id, name }: Node, href: string | undefined): HeatRow => ({
			id,
			label: name,
			note: of.noteOf?.(id),
			href,
			cells: sources.map((column) => column.cellOf(id).cell),
		}),
	}
}
