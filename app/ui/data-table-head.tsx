import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import type { DataColumn } from './data-column.ts'
import { rowHeaderIndex, sortKey } from './data-column.ts'
import { Menu } from './menu.tsx'
import { changeSearch } from './search.ts'

/** A header as the table sees it: how its column is sorted, and how a click would sort it. */
export type Head = {
	id: string
	column: Pick<DataColumn<never>, 'id' | 'header' | 'sort' | 'align' | 'headerHidden'> | undefined
	sorted: false | 'asc' | 'desc'
	next: false | 'asc' | 'desc'
}

function useSortHref() {
	const { search } = useLocation()
	return (key: string, order: 'asc' | 'desc') => changeSearch(search, { sort: key, order, page: null })
}

export function DataTableHead({ heads }: { heads: readonly Head[] }) {
	const href = useSortHref()
	const rowHeader = rowHeaderIndex(heads.map(({ column }) => column ?? {}))
	return (
		<thead>
			<tr>
				{heads.map(({ id, column, sorted, next }, i) => {
					const key = column && sortKey(column)
					const Glyph = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ArrowUpDown
					return (
						<th
							key={id}
							scope="col"
							data-first={i === rowHeader || undefined}
							data-align={column?.align}
							aria-sort={sorted ? (sorted === 'asc' ? 'ascending' : 'descending') : undefined}
						>
							{key && next ? (
								<Link to={href(key, next)} preventScrollReset className="sort-link">
									{column.header}
									<Glyph aria-hidden className={sorted ? '' : 'sort-idle'} />
								</Link>
							) : (
								<span className={column?.headerHidden ? 'sr-only' : undefined}>{column?.header}</span>
							)}
						</th>
					)
				})}
			</tr>
		</thead>
	)
}

/** The headers are out of sight where rows are cards, so sorting has a menu of its own there. */
export function PhoneSort({ heads }: { heads: readonly Head[] }) {
	const href = useSortHref()
	const sortable = heads.filter(({ column, next }) => column?.sort && next)
	if (sortable.length === 0) return null
	const now = heads.find(({ sorted }) => sorted)
	return (
		<div className="flex md:hidden" data-print="hide">
			<Menu
				align="start"
				summaryClass="button"
				summary={
					<>
						<ArrowUpDown aria-hidden />
						{now?.column ? `Sorted by: ${now.column.header}` : 'Sort'}
					</>
				}
			>
				{sortable.map(({ id, column, sorted, next }) => {
					const key = column && sortKey(column)
					if (!key || !next) return null
					return (
						<Link key={id} to={href(key, next)} preventScrollReset className="menu-item">
							{column.header}
							{sorted === 'asc' && <ArrowUp aria-label="ascending" />}
							{sorted === 'desc' && <ArrowDown aria-label="descending" />}
						</Link>
					)
				})}
			</Menu>
		</div>
	)
}
