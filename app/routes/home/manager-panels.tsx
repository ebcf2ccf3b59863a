import { Link } from 'react-router'
import { tierOf } from '#app/domain/tier/tier.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { CheckInStageBadge } from '#app/ui/check-in-stage-badge.tsx'
import { formatChange, formatDate, formatNumber, formatTier } from '#app/ui/format.tsx'
import { reviewItem } from '#app/ui/keyboard/review-list.ts'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { TierMark } from '#app/ui/tier-badge.tsx'
import type { HomePage } from './read-home.server.ts'
import { useOwnDue } from './use-own-due.ts'

/** Whose turn it is among one's reports. */
export function ReportsPanel({ page }: { page: HomePage }) {
	const { manager, running, slug, locale, timeZone } = page
	const due = useOwnDue()
	if (!manager || !running || manager.all === 0) return null
	const { turn, waiting, all, agreed, closed, standsInFor } = manager
	const dueOn = due?.cycleId === running.id ? due.rateDueOn : running.endsOn
	const number = (value: number) => formatNumber(value, locale)
	return (
		<Panel
			title={waiting > 0 ? 'Your reports: your turn' : 'Your reports'}
			description={`${running.name} · due ${formatDate(dueOn, locale, timeZone)}`}
			footer={
				<>
					<ButtonLink to={`/a/${slug}/check-ins`}>All check-ins</ButtonLink>
					<ButtonLink to={`/a/${slug}/cycles/${running.id}/progress`} variant="quiet">
						Progress of your people
					</ButtonLink>
				</>
			}
		>
			<div className="flex flex-col gap-4">
				<ProgressBar label="Agreed" value={agreed} max={all} text={`${number(agreed)} of ${number(all)}`} />
				{standsInFor.map(({ name, people }) => (
					<p key={name} className="text-sm text-pretty text-muted">
						You stand in for <bdi>{name}</bdi>: {number(people)} {people === 1 ? 'person' : 'people'}.
					</p>
				))}
				{waiting === 0 && (
					<p className="text-sm text-muted">
						{agreed === all
							? 'All are agreed.'
							: agreed + closed === all
								? 'Nothing waits for you. Check-ins are closed: who is not agreed counts as not assessed.'
								: 'Nothing waits for you. The others have not sent theirs yet.'}
					</p>
				)}
				<ul className="flex flex-col">
					{turn.map(({ participantId, memberName, stage }) => (
						<li
							key={participantId}
							className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0"
						>
							<Link
								to={`/a/${slug}/check-ins/${participantId}${stage === 'to-agree' ? '/agreement' : ''}`}
								className="link min-w-0 py-1 text-sm"
								{...reviewItem}
							>
								<bdi>{memberName}</bdi>
							</Link>
							<CheckInStageBadge stage={stage} />
						</li>
					))}
				</ul>
				{waiting > turn.length && (
					<p className="text-sm text-muted">And {number(waiting - turn.length)} more.</p>
				)}
			</div>
		</Panel>
	)
}

/** What was agreed last about one's reports, against the cycle before. */
export function ChangesPanel({ page }: { page: HomePage }) {
	const { manager, slug, locale } = page
	if (!manager || manager.changes.length === 0) return null
	return (
		<Panel
			title="What changed"
			description={`Agreed in ${manager.changes[0]?.cycleName}, against the cycle before`}
		>
			<ul className="flex flex-col">
				{manager.changes.map(({ participantId, memberName, tier, previousTier, isFirst, singleRater }) => (
					<li
						key={participantId}
						className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line py-2 first:border-t-0"
					>
						<Link
							to={`/a/${slug}/check-ins/${participantId}/agreement`}
							className="link min-w-0 py-1 text-sm"
						>
							<bdi>{memberName}</bdi>
						</Link>
						<span className="flex items-center gap-3 text-sm tabular-nums">
							<span className="text-muted">
								{previousTier === null
									? isFirst && 'first time'
									: formatChange(tierOf(tier) - tierOf(previousTier), locale)}
							</span>
							{singleRater && <StateBadge state="single-rater" />}
							<TierMark halfSteps={tier}>{formatTier(tierOf(tier), locale)}</TierMark>
						</span>
					</li>
				))}
			</ul>
		</Panel>
	)
}
