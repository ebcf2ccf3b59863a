import type { ReactNode } from 'react'

/** One column. Keep the array at module scope, or in a memo where it depends on props. */
export type DataColumn<Row> = {
	id: string
	header: string
	/** Null where there is nothing to say: a dash in the table, and no line of a card at phone width. */
	cell: (row: Row) => ReactNode
	/** The value of `?sort=` for this column, or `true` where it is the id; without it the column does not sort. */
	sort?: true | string
	/** The direction of the first click; ascending unless told. */
	firstOrder?: SortOrder
	/** `end` for figures. */
	align?: 'start' | 'end'
	nowrap?: boolean
	/** In rem, where a table keeps its widths while rows come and go. */
	width?: number
	/** Left out of the cards at phone width. */
	phone?: 'hide'
	/** Keeps the header for screen readers only: a column of boxes or buttons, never the row's header. */
	headerHidden?: boolean
}

export type SortOrder = 'asc' | 'desc'

/** The order in force, as the server applied it: also the one by default. */
export type TableSort = { sort: string; order: SortOrder }

/** The value of `?sort=` that stands for a column. */
export function sortKey(column: { id: string; sort?: true | string }): string | undefined {
	return column.sort === true ? column.id : column.sort
}

/** The column that names the row: the first whose header is to be seen. */
export function rowHeaderIndex(columns: readonly { headerHidden?: boolean }[]): number {
	return Math.max(
		0,
		columns.findIndex((column) => !column.headerHidden),
	)
}
