import { Link } from 'react-router'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { standingNameIn } from '#app/domain/cycle/standing-words.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatNumber, formatTier } from '#app/ui/format.tsx'
import { reviewItem } from '#app/ui/keyboard/review-list.ts'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { GroupPage, GroupRow } from './read-page.server.ts'
import { kindNames } from './words.ts'

/** The columns of a group. Tiers carry the column's name, because a figure alone says nothing to who hears it. */
export function columnsOf(
	{ slug, locale, phase }: Pick<GroupPage, 'slug' | 'locale'> & { phase: CyclePhase },
	changeHref: (participantId: string) => string,
): DataColumn<GroupRow>[] {
	const pair = ({ participantId }: GroupRow) => `/a/${slug}/check-ins/${participantId}/agreement`
	const tier = (id: 'self' | 'manager' | 'last', header: string, width: number): DataColumn<GroupRow> => ({
		id,
		header,
		width,
		sort: true,
		cell: (row) => (row[id] === null ? null : <Tier value={row[id]} locale={locale} />),
	})
	return [
		{
			id: 'name',
			header: 'Person',
			width: 12,
			sort: true,
			cell: (row) => (
				<span className="flex flex-col items-start gap-1">
					<Link to={pair(row)} className="link" {...reviewItem}>
						<bdi>{row.name}</bdi>
					</Link>
					{row.kinds.length > 0 && (
						<span className="flex flex-wrap gap-1">
							{row.kinds.map((kind) => (
								<Badge key={kind} tone="late" title={kindNames[kind].title}>
									{kindNames[kind].name}
								</Badge>
							))}
						</span>
					)}
				</span>
			),
		},
		tier('self', 'Self', 4.5),
		tier('manager', 'Manager', 6),
		{
			id: 'agreed',
			header: 'Agreed',
			width: 6.5,
			sort: true,
			cell: (row) => (
				<span className="flex flex-wrap items-center gap-1.5">
					{row.agreed !== null && <Tier value={row.agreed} locale={locale} />}
					{row.isCalibrated && <Badge tone="accent">Changed</Badge>}
					{row.standing !== 'agreed' && (
						<span className="text-xs text-muted">{standingNameIn(phase, row.standing)}</span>
					)}
				</span>
			),
		},
		tier('last', 'Last', 4.5),
		{
			id: 'evidence',
			header: 'Evidence',
			width: 6,
			sort: true,
			firstOrder: 'desc',
			cell: (row) =>
				row.evidence === 0 ? null : (
					<Link to={pair(row)} className="link tabular-nums">
						{formatNumber(row.evidence, locale)}
						<span className="sr-only"> answers with evidence about {row.name}</span>
					</Link>
				),
		},
		{
			id: 'team',
			header: 'Team',
			width: 8.5,
			sort: true,
			cell: ({ teamName, familyName }) => (
				<span className="flex flex-col">
					<bdi>{teamName}</bdi>
					<span className="text-xs text-muted">{familyName}</span>
				</span>
			),
		},
		{
			id: 'rater',
			header: 'Rater',
			width: 7.5,
			sort: true,
			cell: ({ raterName }) => (raterName === null ? null : <bdi>{raterName}</bdi>),
		},
		{
			id: 'change',
			header: 'Change the tier',
			headerHidden: true,
			nowrap: true,
			width: 6,
			cell: ({ participantId, name, mayChange }) =>
				mayChange && (
					<Link to={changeHref(participantId)} className="button" data-variant="quiet" data-size="small">
						Change<span className="sr-only"> the tier of {name}</span>
					</Link>
				),
		},
	]
}

function Tier({ value, locale }: { value: HalfSteps; locale: string }) {
	return <TierMark halfSteps={value}>{formatTier(tierOf(value), locale)}</TierMark>
}
