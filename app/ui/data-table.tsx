import type { ReactNode } from 'react'
import { useId } from 'react'
import type { DataColumn, TableSort } from './data-column.ts'
import { DataTableCells } from './data-table-cells.tsx'
import { DataTableHead, PhoneSort } from './data-table-head.tsx'
import { formatNumber } from './format.tsx'
import { Pagination } from './pagination.tsx'
import { useDataTable } from './use-data-table.ts'

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

/**
 * The shell of every table. The server sorts, filters and pages; here are only links and forms that change the
 * URL, so it works without JavaScript. The first column with a visible header is the row's header and stays in sight.
 */
export function DataTable<Row extends object>(props: Props<Row>) {
	const { caption, columns, rows, rowId, locale, sort, paging, noun, filter, empty } = props
	const captionId = useId()
	const { heads, bodyRows } = useDataTable({ columns, rows, rowId, sort, paging })
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
										<DataTableCells columns={columns} row={row.original} />
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

/** '1–50 of 234 people', or '234 people' where all are shown. */
export function countText(
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
