import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { DataColumn, TableSort } from './data-column.ts'
import { DataTable } from './data-table.tsx'
import { EmptyState } from './empty-state.tsx'

export type FigureTableRow = {
	key: string
	/** With its unit and bound, in the account's locale. */
	value: string
	what: string
	/** Null where the source does not name it. */
	population: string | null
	/** Null where the source gives none. */
	citation: string | null
	where: { text: string; href?: string | undefined }
}

const columns: DataColumn<FigureTableRow>[] = [
	{
		id: 'what',
		header: 'What',
		sort: true,
		cell: ({ what }) => <span className="inline-block first-letter:uppercase">{what}</span>,
	},
	{
		id: 'value',
		header: 'Value',
		align: 'end',
		nowrap: true,
		cell: ({ value }) => <span className="font-semibold">{value}</span>,
	},
	{
		id: 'population',
		header: 'Of whom or what',
		sort: true,
		cell: ({ population }) =>
			population ? (
				<span className="inline-block first-letter:uppercase">{population}</span>
			) : (
				<span className="text-muted">Not named</span>
			),
	},
	{
		id: 'citation',
		header: 'Citation',
		sort: true,
		cell: ({ citation }) => citation ?? <span className="whitespace-nowrap text-muted">None given</span>,
	},
	{
		id: 'where',
		header: 'Where',
		sort: true,
		cell: ({ where: { text, href } }) =>
			href ? (
				<Link to={href} className="link">
					{text}
				</Link>
			) : (
				text
			),
	},
]

/** The figures of a framework with their sources, one a row. */
export function FigureTable({
	caption,
	rows,
	locale,
	sort,
	filter,
}: {
	caption: string
	rows: readonly FigureTableRow[]
	locale: string
	sort: TableSort
	filter?: ReactNode
}) {
	return (
		<DataTable
			caption={caption}
			columns={columns}
			rows={rows}
			rowId={({ key }) => key}
			locale={locale}
			sort={sort}
			noun={{ one: 'figure', other: 'figures' }}
			filter={filter}
			empty={
				<EmptyState title="No figures here">
					The source gives no figure for this choice. Clear the filter to see all of them.
				</EmptyState>
			}
		/>
	)
}
