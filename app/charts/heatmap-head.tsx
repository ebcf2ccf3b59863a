import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { changeSearch } from '#app/ui/search.ts'
import type { HeatColumn } from './heat-cell.ts'

/** By which column the rows are sorted: its id, or `name`. */
export type HeatSort = { id: string; order: 'asc' | 'desc' }

type Props = { rowsLabel: string; columns: readonly HeatColumn[]; sort?: HeatSort | undefined }

export function HeatmapHead({ rowsLabel, columns, sort }: Props) {
	const ariaSort = (id: string) =>
		sort?.id === id ? (sort.order === 'asc' ? 'ascending' : 'descending') : undefined
	return (
		<thead>
			<tr>
				<th scope="col" aria-sort={ariaSort('name')}>
					{rowsLabel}
					{sort && <SortLink id="name" label={rowsLabel} sort={sort} />}
				</th>
				{columns.map((column) => (
					<th key={column.id} scope="col" aria-sort={ariaSort(column.id)}>
						<HeaderText {...column} />
						{sort && <SortLink id={column.id} label={column.label} sort={sort} />}
					</th>
				))}
			</tr>
		</thead>
	)
}

/** The name may lead somewhere already, so that sorting has a target of its own. A name begins with A, a figure with the most. */
function SortLink({ id, label, sort }: { id: string; label: string; sort: HeatSort }) {
	const { search } = useLocation()
	const first = id === 'name' ? 'asc' : 'desc'
	const isSorted = sort.id === id
	const next = isSorted ? (sort.order === 'asc' ? 'desc' : 'asc') : first
	const Glyph = isSorted ? (sort.order === 'asc' ? ArrowUp : ArrowDown) : ArrowUpDown
	const direction = next === first ? '' : ', the other way round'
	return (
		<Link
			to={changeSearch(search, {
				sort: id === 'name' ? null : id,
				order: next === first ? null : next,
				page: null,
			})}
			preventScrollReset
			className="heat-sort"
			data-sorted={isSorted || undefined}
			aria-label={`Sort by ${label}${direction}`}
			title={`Sort by ${label}${direction}`}
		>
			<Glyph aria-hidden />
		</Link>
	)
}

export function HeaderText({ label, note, href }: Pick<HeatColumn, 'label' | 'note' | 'href'>) {
	return (
		<>
			{href ? (
				<Link to={href} className="heat-drill">
					<bdi>{label}</bdi>
				</Link>
			) : (
				<bdi>{label}</bdi>
			)}
			{note && <span className="heat-sub">{note}</span>}
		</>
	)
}
