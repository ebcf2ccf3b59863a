import type { CSSProperties, ReactNode } from 'react'
import { useId, useRef } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { DataColumn, TableSort } from './data-column.ts'
import { DataTableCells } from './data-table-cells.tsx'
import { DataTableHead, PhoneSort } from './data-table-head.tsx'
import { countText } from './data-table.tsx'
import { Pagination } from './pagination.tsx'
import { useDataTable } from './use-data-table.ts'
import { usePrinting } from './use-printing.ts'
import { useWideScreen } from './use-wide-screen.ts'

type Props<Row> = {
	/** What the table holds; its accessible name. */
	caption: string
	/** Each with its width. */
	columns: readonly DataColumn<Row>[]
	/** All rows, or those of the page where there are too many to send. */
	rows: readonly Row[]
	rowId: (row: Row) => string
	locale: string
	sort: TableSort
	/** `page` from 1, `total` rows of all pages. */
	paging: { page: number; pageSize: number; total: number }
	noun: { one: string; other: string }
	/** A FilterForm. */
	filter?: ReactNode
	/** Shown instead of the table where there are no rows. */
	empty: ReactNode
}

/** In pixels, until a row is measured; the second is about a screen. */
const guessed = { row: 49, height: 900 }

/**
 * A table of thousands of rows: a browser draws those that are in sight, and the others as they are scrolled to. The server
 * sends a page of them with links to the others, which is all there is without JavaScript, and on a phone, where rows are cards.
 * Paper has all of them, unless they are too many to send.
 */
export function VirtualTable<Row extends object>(props: Props<Row>) {
	const { caption, columns, rows, rowId, locale, sort, paging, noun, filter, empty } = props
	const captionId = useId()
	const scroller = useRef<HTMLDivElement>(null)
	const { heads, bodyRows } = useDataTable({ columns, rows, rowId, sort, paging })
	const isWhole = rows.length === paging.total
	const isVirtual = useWideScreen() && isWhole
	const isPrinted = usePrinting() && isWhole
	const first = (paging.page - 1) * paging.pageSize
	const virtualizer = useVirtualizer({
		count: bodyRows.length,
		getScrollElement: () => scroller.current,
		estimateSize: () => guessed.row,
		getItemKey: (index) => bodyRows[index]?.id ?? index,
		initialOffset: first * guessed.row,
		initialRect: { width: 0, height: guessed.height },
		overscan: 10,
		enabled: isVirtual,
	})
	const items = virtualizer.getVirtualItems()
	const paged = isWhole ? bodyRows.slice(first, first + paging.pageSize) : bodyRows
	const { shown, from, above, below } = isPrinted
		? { shown: bodyRows, from: 0, above: 0, below: 0 }
		: isVirtual
			? {
					shown: items.flatMap(({ index }) => bodyRows[index] ?? []),
					from: items[0]?.index ?? 0,
					above: items[0]?.start ?? 0,
					below: virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0),
				}
			: { shown: paged, from: first, above: 0, below: 0 }
	const width = columns.reduce((sum, column) => sum + (column.width ?? 8), 0)
	return (
		<div className="flex min-w-0 flex-col gap-3">
			{filter}
			{bodyRows.length === 0 ? (
				empty
			) : (
				<>
					<PhoneSort heads={heads} />
					<div
						ref={scroller}
						className="scroll-region"
						data-list
						role="region"
						aria-labelledby={captionId}
						tabIndex={0}
					>
						<table
							className="data-table"
							data-fixed
							style={{ '--table-width': `${width}rem` } as CSSProperties}
							aria-rowcount={paging.total + 1}
						>
							<caption id={captionId} className="sr-only">
								{caption}
							</caption>
							<colgroup>
								{columns.map((column) => (
									<col key={column.id} style={{ width: `${column.width ?? 8}rem` }} />
								))}
							</colgroup>
							<DataTableHead heads={heads} />
							<tbody>
								<Gap height={above} columns={columns.length} />
								{shown.map((row, i) => (
									<tr
										key={row.id}
										ref={isVirtual && !isPrinted ? virtualizer.measureElement : undefined}
										data-index={from + i}
										aria-rowindex={from + i + 2}
									>
										<DataTableCells columns={columns} row={row.original} />
									</tr>
								))}
								<Gap height={below} columns={columns.length} />
							</tbody>
						</table>
					</div>
					<div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
						<p className="text-sm text-muted">
							{isVirtual || isPrinted
								? countText(paging.total, undefined, noun, locale)
								: countText(shown.length, paging, noun, locale)}
						</p>
						{!isVirtual && !isPrinted && <Pagination {...paging} locale={locale} />}
					</div>
				</>
			)}
		</div>
	)
}

/** The room of the rows that are not drawn. */
function Gap({ height, columns }: { height: number; columns: number }) {
	if (height <= 0) return null
	return (
		<tr aria-hidden data-gap>
			<td colSpan={columns} style={{ height }} />
		</tr>
	)
}
