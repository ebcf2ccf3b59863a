import { Link } from 'react-router'
import { describeScope, isLimited } from '#app/domain/cycle/scope-words.ts'
import { CyclePhaseBadge } from '#app/ui/cycle-phase-badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatDate, formatNumber, formatShare } from '#app/ui/format.tsx'
import type { ListedCycle } from './read-page.server.ts'

export function columnsOf({
	root,
	locale,
	timeZone,
}: {
	root: string
	locale: string
	timeZone: string
}): DataColumn<ListedCycle>[] {
	const day = (value: string) => formatDate(value, locale, timeZone)
	return [
		{
			id: 'name',
			header: 'Cycle',
			sort: true,
			cell: ({ id, name, scope }) => (
				<span className="flex flex-col">
					<Link to={`${root}/${id}`} className="link">
						{name}
					</Link>
					{isLimited(scope) && <span className="text-xs text-muted">{describeScope(scope)}</span>}
				</span>
			),
		},
		{ id: 'phase', header: 'Phase', cell: ({ phase }) => <CyclePhaseBadge phase={phase} /> },
		{
			id: 'starts',
			header: 'Dates',
			sort: true,
			firstOrder: 'desc',
			nowrap: true,
			cell: ({ startsOn, endsOn }) => `${day(startsOn)} – ${day(endsOn)}`,
		},
		{
			id: 'participants',
			header: 'Participants',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ phase, participants }) => (phase === 'draft' ? '–' : formatNumber(participants, locale)),
		},
		{
			id: 'coverage',
			header: 'Assessed',
			sort: true,
			firstOrder: 'desc',
			align: 'end',
			cell: ({ eligible, assessed, soFar }) =>
				eligible === null || assessed === null ? (
					'–'
				) : (
					<span className="flex flex-col">
						{`${formatNumber(assessed, locale)} of ${formatNumber(eligible, locale)}`}
						{eligible > 0 && ` · ${formatShare(assessed / eligible, locale)}`}
						{soFar && <span className="text-xs text-muted">so far</span>}
					</span>
				),
		},
	]
}
