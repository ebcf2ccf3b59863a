import { LockKeyhole } from 'lucide-react'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber, formatTier, sayParts } from '#app/ui/format.tsx'
import type { MovementPage, Side } from './read-page.server.ts'
import { TeamName } from './team-name.tsx'

type Page = Extract<MovementPage, { kind: 'sides' }>
type Row = Page['rows'][number]

function sidesColumns(locale: string): DataColumn<Row>[] {
	return [
		{ id: 'team', header: 'Team', cell: (row) => <TeamName {...row} /> },
		{ id: 'then', header: 'Mean then', cell: ({ then }) => <SideText side={then} locale={locale} /> },
		{ id: 'now', header: 'Mean now', cell: ({ now }) => <SideText side={now} locale={locale} /> },
		{
			id: 'change',
			header: 'Change',
			align: 'end',
			cell: ({ change }) => change,
		},
	]
}

/** Where people stood then and stand now, by team, for readers who see groups. */
export function SidesTable({ page: { rows, locale } }: { page: Page }) {
	return (
		<DataTable
			caption="Movement by team"
			columns={sidesColumns(locale)}
			rows={rows}
			rowId={({ id }) => id}
			locale={locale}
			noun={{ one: 'team', other: 'teams' }}
			empty={null}
		/>
	)
}

const words = { 'not-assessed': 'Not assessed', exempt: 'Exempt', empty: '–' } as const

function SideText({ side, locale }: { side: Side; locale: string }) {
	if (side === 'suppressed') {
		return (
			<span className="inline-flex items-center gap-1 text-muted">
				<LockKeyhole aria-hidden className="size-3.5" /> Hidden
			</span>
		)
	}
	if (typeof side === 'string') return <span className="text-muted">{words[side]}</span>
	return (
		<>
			{formatTier(side.mean, locale)}{' '}
			<span className="text-muted">{sayParts(`of ${formatNumber(side.n, locale)}`, side.ofFamilies)}</span>
		</>
	)
}
