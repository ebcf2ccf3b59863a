import type { ReactNode } from 'react'
import { useId, useMemo } from 'react'
import type { ColumnDef } from '@tanstack/react-table'
import { rowPaginationFeature, rowSortingFeature, tableFeatures, useTable } from '@tanstack/react-table'
import type { DataColumn, TableSort } from './data-column.ts'
import { rowHeaderIndex, sortKey } from './data-column.ts'
import { DataTableHead, PhoneSort } from './data-table-head.tsx'
import { formatNumber } from './format.tsx'
import { Pagination } from './pagination.tsx'

type Props<Row> = {
	/** What the table holds; its accessible name. */
	caption: string
	columns: readonly DataColumn<Row>[]
	rows: readonly Row[]
	rowId: (row: Row) => string
	locale: string
	sort?: TableSort
	/** `page` from 1, `total` rows of all pages. Without it the rows are all there are. */
	paging?: { page: number; pageSize: number; total: number }
	/** '1–50 of 234 people': the noun that follows the count. */
	noun: { one: string; other: string }
	/** A FilterForm. */
	filter?: ReactNode
	/** Shown instead of the table where there are no rows: an EmptyState, or a word that nothing matches. */
	empty: ReactNode
}

const features = tableFeatures({ rowSortingFeature, rowPaginationFeature })

/**
 * The shell of every table. The server sorts, filters and pages; here are only links and forms that change the
 * URL, so it works without JavaScript. The first column with a visible header is the row's header and stays in sight.
 */
export function DataTable<Row extends object>(props: Props<Row>) {
	const { caption, columns, rows, rowId, locale, sort, paging, noun, filter, empty } = props
	const captionId = useId()
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
	const heads = table.getFlatHeaders().map((header) => ({
		id: header.id,
		column: byId.get(header.id),
		sorted: header.column.getIsSorted(),
		next: header.column.getNextSortingOrder(),
	}))
	const header = rowHeaderIndex(columns)
	const bodyRows = table.getRowModel().rows
	return (
		<div className="flex min-w-0 flex-col gap-3">
			{filter}
			{bodyRows.length === 0 ? (
				empty
			) : (
				<>
					<PhoneSort heads={heads} />
					<div className="scroll-region" data-list role="region" aria-labelledby={captionId} tabIndex={0}>
						<table className="data-table">
							<caption id={captionId} className="sr-only">
								{caption}
							</caption>
							<DataTableHead heads={heads} />
							<tbody>
								{bodyRows.map((row) => (
									<tr key={row.id}>
										{row.getAllCells().map((cell, i) => {
											const column = byId.get(cell.column.id)
											if (!column) return null
											const content = column.cell(row.original)
											const Cell = i === header ? 'th' : 'td'
											return (
												<Cell
													key={cell.id}
													scope={i === header ? 'row' : undefined}
													data-first={i === header || undefined}
													data-align={column.align}
													data-nowrap={column.nowrap || undefined}
													data-phone={content === null ? 'hide' : column.phone}
												>
													{!column.headerHidden && <span className="phone-label">{column.header}</span>}
													{content ?? '–'}
												</Cell>
											)
										})}
									</tr>
								))}
							</tbody>
						</table>
					</div>
					<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
						<p className="text-sm text-muted">{countText(rows.length, paging, noun, locale)}</p>
						{paging && <Pagination {...paging} locale={locale} />}
					</div>
				</>
			)}
		</div>
	)
}

function countText(
	shown: number,
	paging: Props<object>['paging'],
	noun: { one: string; other: string },
	locale: string,
): string {
	const total = paging?.total ?? shown
	const text = `${formatNumber(total, locale)} ${total === 1 ? noun.one : noun.other}`
	if (!paging || total <= paging.pageSize) return text
	const first = (paging.page - 1) * paging.pageSize + 1
	return `${formatNumber(first, locale)}–${formatNumber(first + shown - 1, locale)} of ${text}`
}
