import { LockKeyhole } from 'lucide-react'
import { Link } from 'react-router'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import type { PairRow, Pairs } from './read-page.server.ts'

const tierWords = { 'not-assessed': 'Not assessed', exempt: 'Exempt', empty: 'Nobody here' } as const
const metricWords = { none: 'No values', empty: 'Nobody here' } as const

function columnsOf({ metricName, familyName }: Pairs, locale: string): DataColumn<PairRow>[] {
	return [
		{
			id: 'team',
			header: 'Team',
			cell: ({ name, href }) => (
				<Link to={href} className="link wrap-anywhere">
					<bdi>{name}</bdi>
				</Link>
			),
		},
		{ id: 'point', header: 'Point', align: 'end', cell: ({ mark }) => mark },
		{
			id: 'tier',
			header: `Mean tier, ${familyName}`,
			align: 'end',
			cell: ({ tier }) =>
				tier.kind === 'shown' ? (
					tier.text
				) : tier.kind === 'suppressed' ? (
					<Hidden />
				) : (
					<Muted>{tierWords[tier.kind]}</Muted>
				),
		},
		{
			id: 'n',
			header: 'People assessed',
			align: 'end',
			cell: ({ tier }) => (tier.kind === 'shown' ? formatNumber(tier.n, locale) : null),
		},
		{
			id: 'metric',
			header: metricName,
			align: 'end',
			cell: ({ metric }) =>
				metric.kind === 'shown' ? (
					metric.text
				) : metric.kind === 'suppressed' ? (
					<Hidden />
				) : (
					<Muted>{metricWords[metric.kind]}</Muted>
				),
		},
		{
			id: 'made',
			header: 'Made of',
			align: 'end',
			cell: ({ metric }) => (metric.kind === 'shown' ? metric.made : null),
		},
	]
}

function Hidden() {
	return (
		<span className="inline-flex items-center gap-1 text-muted">
			<LockKeyhole aria-hidden className="size-3.5" /> Hidden
		</span>
	)
}

function Muted({ children }: { children: string }) {
	return <span className="text-muted">{children}</span>
}

/** Both figures of every team: what the chart is drawn from. */
export function PairsTable({
	pairs,
	cycleName,
	locale,
}: {
	pairs: Pairs
	cycleName: string
	locale: string
}) {
	return (
		<DataTable
			caption={`${pairs.metricName} beside the mean tier of ${pairs.familyName}, ${cycleName}`}
			columns={columnsOf(pairs, locale)}
			rows={pairs.rows}
			rowId={({ id }) => id}
			locale={locale}
			noun={{ one: 'team', other: 'teams' }}
			empty={null}
		/>
	)
}
