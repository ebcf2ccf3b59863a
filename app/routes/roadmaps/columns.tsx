import { Link } from 'react-router'
import { StandingBadge } from '#app/charts/standing-badge.tsx'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { climbText, shortLevelText } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeForecast, describeStanding } from '#app/domain/roadmap/roadmap-words.ts'
import { Badge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { formatDate, formatShare } from '#app/ui/format.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import type { PortfolioRow } from './read-page.server.ts'

export function columnsOf(root: string, locale: string, accountName: string): DataColumn<PortfolioRow>[] {
	return [
		{
			...{ id: 'name', header: 'Plan', sort: true },
			cell: (plan) => (
				<span className="flex flex-col items-start gap-1 py-1">
					<Link to={`${root}/roadmaps/${plan.id}`} className="link">
						<LongText>{plan.name}</LongText>
					</Link>
					<span className="text-xs font-normal text-muted">{climbText(plan, locale)}</span>
					{plan.state === 'closed' && <Badge>Closed</Badge>}
				</span>
			),
		},
		{
			...{ id: 'team', header: 'Team', sort: true },
			cell: ({ team, withBelow }) => (
				<span>
					<LongText>{team?.name ?? accountName}</LongText>
					{withBelow && <span className="text-muted"> and below</span>}
				</span>
			),
		},
		{
			...{ id: 'reached', header: 'Level reached' },
			cell: ({ lens, reached, plannedLevel }) => (
				<span className="flex flex-col gap-1 py-1">
					{reached ? (
						<span>
							{shortLevelText(lens, reached.level, locale)}{' '}
							<bdi className="text-xs text-muted">{reached.cycleName}</bdi>
						</span>
					) : (
						'nothing to see'
					)}
					<span className="text-xs text-muted">planned {shortLevelText(lens, plannedLevel, locale)}</span>
				</span>
			),
		},
		{
			...{ id: 'phase', header: 'Phase and its forecast', sort: true },
			cell: (plan) => (
				<span className="flex sm:min-w-40 flex-col gap-1 py-1">
					{plan.phase === null ? 'All closed' : <bdi>{phaseNamer(plan.phases)(plan.phase)}</bdi>}
					{plan.forecast && (
						<span className="text-xs text-muted">{describeForecast(plan.forecast, locale)}</span>
					)}
				</span>
			),
		},
		{
			...{ id: 'standing', header: 'Standing', sort: true, firstOrder: 'desc' },
			cell: (plan) => (
				<span className="flex flex-col items-end gap-1 py-1 sm:min-w-44 sm:items-start">
					<StandingBadge standing={plan.standing} />
					<span className="text-xs text-muted">
						{describeStanding(plan.reason, { nameOf: phaseNamer(plan.phases), locale })}
					</span>
				</span>
			),
		},
		{
			...{ id: 'actual', header: 'Done', sort: true, align: 'end', nowrap: true },
			cell: ({ actual, planned }) =>
				actual === null ? null : (
					<span className="flex flex-col gap-1 py-1">
						{formatShare(actual, locale)}
						<span className="text-xs text-muted">planned {formatShare(planned, locale)}</span>
					</span>
				),
		},
		{
			...{ id: 'endsOn', header: 'Ends', sort: true, nowrap: true },
			cell: ({ endsOn }) => formatDate(endsOn, locale, 'UTC'),
		},
	]
}
