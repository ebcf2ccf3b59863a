import type { BarChart, CellType, CellValue, SheetColumn } from './sheet.ts'

/** A row whose cells stand in the order of its columns. */
export type CellRow = readonly CellValue[]
export type CellColumn = Omit<SheetColumn<CellRow>, 'value'>

/** A column by its name for machines and its name for people; of text unless its type is given. */
export const column = (
	key: string,
	label: string,
	{
		type = 'text',
		width = 14,
		...rest
	}: { type?: CellType; decimals?: number; width?: number; paper?: number } = {},
): CellColumn => ({ key, label, type, width, ...rest })

export const columnsOfCells = (columns: readonly CellColumn[]): SheetColumn<CellRow>[] =>
	columns.map((one, place) => ({ ...one, value: (row) => row[place] ?? null }))

/** The same columns, of which those have a part of a page's width that `parts` names. */
export const onPaper = (
	columns: readonly CellColumn[],
	parts: Readonly<Record<string, number>>,
): CellColumn[] => columns.map((one) => (parts[one.key] ? { ...one, paper: parts[one.key] } : one))

/** Reads the cell of one column. */
export function cellOf(columns: readonly CellColumn[], key: string): (row: CellRow) => CellValue {
	const place = columns.findIndex((one) => one.key === key)
	return (row) => row[place] ?? null
}

/** Bars of a chart: as many as one page takes. */
const mostBars = 40

/** How many rows there are of each value of a column, the most first. */
export function chartOfCounts(
	rows: readonly CellRow[],
	{
		title,
		unit,
		group,
		nameOf,
	}: Pick<BarChart, 'title' | 'unit'> & { group: string; nameOf: (row: CellRow) => string },
): BarChart {
	const bars = [...Map.groupBy(rows, nameOf)]
		.map(([label, own]) => ({ group, label, value: own.length }))
		.toSorted((a, b) => b.value - a.value)
	return { title, unit, bars: bars.slice(0, mostBars), more: Math.max(0, bars.length - mostBars) }
}
