import { LockKeyhole } from 'lucide-react'
import { Link } from 'react-router'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { OrganizationPage, TeamRow } from './read-page.server.ts'

const columns: DataColumn<TeamRow>[] = [
	{
		id: 'team',
		header: 'Team',
		sort: true,
		cell: ({ name, href, depth, parent }) => (
			<span className="block" style={{ paddingInlineStart: `${Math.min(depth, 8)}rem` }}>
				<Link to={href} className="link wrap-anywhere">
					<bdi>{name}</bdi>
				</Link>
				{parent && (
					<span className="sr-only">
						, in <bdi>{parent}</bdi>
					</span>
				)}
			</span>
		),
	},
	{
		id: 'mean',
		header: 'Mean tier',
		sort: true,
		firstOrder: 'desc',
		cell: ({ kind, tier, text }) =>
			kind === 'value' && tier !== undefined ? (
				<TierMark halfSteps={tier * 2}>{text}</TierMark>
			) : (
				<span className="inline-flex items-center gap-1 text-muted">
					{kind === 'suppressed' && <LockKeyhole aria-hidden className="size-3.5" />}
					{kind === 'empty' ? 'Nobody here' : text}
				</span>
			),
	},
	{ id: 'assessed', header: 'Assessed', align: 'end', cell: ({ assessed }) => assessed },
	{ id: 'change', header: 'Change', align: 'end', nowrap: true, cell: ({ change }) => change },
]

/** Every team with its figure: what the picture is drawn from, in words. */
export function TeamsTable({ page }: { page: OrganizationPage }) {
	return (
		<DataTable
			caption={`Mean tier of every team, ${page.familyName ?? 'all families'}, ${page.cycleName}`}
			columns={columns}
			rows={page.rows}
			rowId={({ id }) => id}
			locale={page.locale}
			sort={page.sort}
			paging={page.paging}
			noun={{ one: 'team', other: 'teams' }}
			empty={null}
		/>
	)
}
