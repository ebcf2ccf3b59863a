import { Plus } from 'lucide-react'
import { Link } from 'react-router'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { climbText } from '#app/domain/roadmap/roadmap-lens.ts'
import { describeStanding } from '#app/domain/roadmap/roadmap-words.ts'
import type { TeamPlan } from '#app/domain/roadmap/team-plan.ts'
import { Badge } from '#app/ui/badge.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatDate, formatShare } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { StandingBadge } from './standing-badge.tsx'

type Props = {
	plans: readonly TeamPlan[]
	/** Where a plan for the team is begun; null for who does not. */
	newHref: string | null
	/** Where all plans of the team and below are. */
	allHref: string
	/** The address of the account. */
	root: string
	today: Day
	locale: string
}

/** The plans in use that hold for a team: where each stands, how far it is and what is due next. */
export function TeamPlans({ plans, newHref, allHref, root, today, locale }: Props) {
	return (
		<Panel
			title="Roadmap"
			footer={
				(newHref || plans.length > 0) && (
					<>
						{newHref && (
							<ButtonLink to={newHref} size="small" icon={Plus}>
								Begin a plan
							</ButtonLink>
						)}
						{plans.length > 0 && (
							<Link to={allHref} className="link text-sm">
								All plans of the team and below
							</Link>
						)}
					</>
				)
			}
		>
			{plans.length === 0 ? (
				<p className="text-sm text-muted">
					No plan yet. A plan takes the team from where it is to its target level, in four phases.
					{!newHref && ' Who leads the team, or HR, begins one.'}
				</p>
			) : (
				<ul className="flex flex-col text-sm">
					{plans.map((plan) => (
						<li key={plan.id} className="border-t border-line py-4 first:border-t-0 first:pt-0 last:pb-0">
							<Plan {...{ plan, root, today, locale }} />
						</li>
					))}
				</ul>
			)}
		</Panel>
	)
}

type PlanProps = Pick<Props, 'root' | 'today' | 'locale'> & { plan: TeamPlan }

function Plan({ plan, root, today, locale }: PlanProps) {
	const { id, name, standing, reason, phases, phase, actual, planned, from, next } = plan
	const nameOf = phaseNamer(phases)
	const current = phases.find(({ key }) => key === phase)
	// The bar says the same.
	const saysShares = reason.why === 'as-planned' || reason.why === 'behind-plan'
	const href = `${root}/roadmaps/${id}`
	const share = (value: number | null) => formatShare(value, locale)
	return (
		<div className="flex flex-col gap-2.5">
			<div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
				<span className="flex min-w-0 flex-col">
					<Link to={href} className="link w-fit wrap-anywhere">
						<bdi>{name}</bdi>
					</Link>
					<span className="text-muted">
						{climbText(plan, locale)}
						{from && (
							<>
								{' · '}
								<bdi>{from}</bdi> and below
							</>
						)}
					</span>
				</span>
				<StandingBadge standing={standing} />
			</div>
			{!saysShares && <p className="text-muted">{describeStanding(reason, { nameOf, locale })}</p>}
			{current && (
				<p className="text-muted">
					In <bdi>{current.name}</bdi> until {formatDate(current.endsOn, locale, 'UTC')}
				</p>
			)}
			<ProgressBar
				label="Done"
				value={actual ?? 0}
				max={1}
				text={actual === null ? 'nothing counts yet' : `${share(actual)}, planned ${share(planned)}`}
			/>
			{next && (
				<p className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
					<span className="text-muted">Next</span>
					<Link to={`${href}/items/${next.id}`} className="link min-w-0 wrap-anywhere">
						<bdi>{next.text}</bdi>
					</Link>
					<span className="text-muted">due {formatDate(next.dueOn, locale, 'UTC')}</span>
					{next.dueOn < today && <Badge tone="late">Overdue</Badge>}
				</p>
			)}
		</div>
	)
}
