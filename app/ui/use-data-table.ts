import { useMemo } from 'react'
import type { ColumnDef } from '@tanstack/react-table'
import { rowPaginationFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { DataColumn, TableSort } from './data-column.ts'
import { sortKey } from './data-column.ts'
import type { Head } from './data-table-head.tsx'

type Props<Row> = {
	columns: readonly DataColumn<Row>[]
	rows: readonly Row[]
	rowId: (row: Row) => string
	sort: TableSort | undefined
	paging: { page: number; pageSize: number; total: number } | undefined
}

const features = tableFeatures({ rowSortingFeature, rowPaginationFeature })

/** The heads and rows of a table that the server sorts, filters and pages. */
export function useDataTable<Row extends object>({ columns, rows, rowId, sort, paging }: Props<Row>) {
	const data = useMemo(() => [...rows], [rows])
	const definitions = useMemo(
		() =>
			columns.map((column): ColumnDef<typeof features, Row> => ({
				id: column.id,
				header: column.header,
				enableSorting: column.sort !== undefined,
				sortDescFirst: column.firstOrder === 'desc',
			})),
		[columns],
	)
	const sorted = columns.find((column) => sortKey(column) === sort?.sort)
	const table = useTable({
		features,
		columns: definitions,
		data,
		getRowId: rowId,
		manualSorting: true,
		enableSortingRemoval: false,
		manualPagination: true,
		rowCount: paging?.total ?? rows.length,
		state: {
			sorting: sort && sorted ? [{ id: sorted.id, desc: sort.order === 'desc' }] : [],
			pagination: { pageIndex: (paging?.page ?? 1) - 1, pageSize: paging?.pageSize ?? rows.length },
		},
	})
	const byId = new Map(columns.map((column) => [column.id, column]))
	const heads = table.getFlatHeaders().map((header): Head => ({
		id: header.id,
		column: byId.get(header.id),
		sorted: header.column.getIsSorted(),
		next: header.column.getNextSortingOrder(),
	}))
	return { heads, bodyRows: table.getRowModel().rows }
}
