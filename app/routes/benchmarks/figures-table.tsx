import { LockKeyhole } from 'lucide-react'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import type { FigureBeside } from './read-figures.server.ts'

const columns: DataColumn<FigureBeside>[] = [
	{
		id: 'what',
		header: 'What',
		cell: ({ what }) => <span className="inline-block first-letter:uppercase">{what}</span>,
	},
	{ id: 'family', header: 'Role family', cell: ({ family }) => family },
	{
		id: 'value',
		header: 'The source’s figure',
		align: 'end',
		cell: ({ value }) => <span className="font-semibold">{value}</span>,
	},
	{
		id: 'population',
		header: 'Of whom or what',
		cell: ({ population }) =>
			population ? (
				<span className="inline-block first-letter:uppercase">{population}</span>
			) : (
				<span className="text-muted">Not named</span>
			),
	},
	{
		id: 'citation',
		header: 'Source and year',
		cell: ({ citation }) => citation ?? <span className="text-muted">None given</span>,
	},
	{ id: 'own', header: 'What you measure', cell: ({ own }) => own && <Own own={own} /> },
]

function Own({ own }: { own: NonNullable<FigureBeside['own']> }) {
	if ('now' in own) {
		return (
			<span>
				<span className="font-semibold">{own.now}</span>
				{own.before !== null && <span className="text-muted">, before {own.before}</span>}
				<span className="block text-sm text-muted">{own.name}</span>
			</span>
		)
	}
	return (
		<span className="text-muted">
			{own.kind === 'suppressed' ? (
				<span className="inline-flex items-center gap-1">
					<LockKeyhole aria-hidden className="size-3.5" /> Hidden
				</span>
			) : (
				'No figure'
			)}
			<span className="block text-sm">{own.name}</span>
		</span>
	)
}

/** Figures of the sources with source and year; of a few, the account’s own figure of the same, which is of another group. */
export function FiguresTable({ figures, locale }: { figures: readonly FigureBeside[]; locale: string }) {
	return (
		<DataTable
			caption="Figures of the sources, with what the company measures of the same"
			columns={columns}
			rows={figures}
			rowId={({ key }) => key}
			locale={locale}
			noun={{ one: 'figure', other: 'figures' }}
			empty={null}
		/>
	)
}
