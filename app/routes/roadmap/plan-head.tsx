import { Fragment } from 'react'
import { levelLabel } from '#app/charts/level-options.ts'
import { StandingBadge } from '#app/charts/standing-badge.tsx'
import { phaseNamer } from '#app/domain/roadmap/phase.ts'
import { describeForecast, describeStanding, originNotes } from '#app/domain/roadmap/roadmap-words.ts'
import { DefinitionList } from '#app/ui/definition-list.tsx'
import { formatDate, formatShare } from '#app/ui/format.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { OriginBadge } from '#app/ui/origin-badge.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { ProgressBar } from '#app/ui/progress-bar.tsx'
import { Steps } from '#app/ui/steps.tsx'
import type { PlanPage } from './read-page.server.ts'

/** Where the plan stands, how far it is, and the way through its phases. */
export function PlanHead({ page }: { page: PlanPage }) {
	const { plan, summary, planned, reached, warning, locale, today, root } = page
	const nameOf = phaseNamer(plan.phases)
	const shares = [
		{ label: 'Planned for today', share: summary.planned },
		{ label: 'Done', share: summary.actual },
	]
	return (
		<Panel>
			<div className="flex flex-col gap-5">
				<div className="flex flex-wrap items-center gap-x-3 gap-y-2">
					<StandingBadge standing={summary.standing} />
					<p className="text-sm">{describeStanding(summary.reason, { nameOf, locale })}</p>
				</div>
				<Steps
					label="Phases"
					items={plan.phases.map(({ key, name, closedOn }) => ({
						label: name,
						state: closedOn !== null ? 'done' : key === summary.phase ? 'current' : 'todo',
						href: `${root}/${plan.id}/phases/${key}`,
					}))}
				/>
				<div className="grid gap-5 md:grid-cols-2">
					<div className="flex flex-col gap-4">
						{shares.map(({ label, share }) => (
							<ProgressBar
								key={label}
								label={label}
								value={share ?? 0}
								max={1}
								text={share === null ? 'nothing counts yet' : formatShare(share, locale)}
							/>
						))}
					</div>
					<DefinitionList
						narrow
						items={[
							...(summary.phase === null || summary.forecast === null
								? []
								: [
										{
											term: `Forecast of ${nameOf(summary.phase)}`,
											value: describeForecast(summary.forecast, locale),
										},
									]),
							{
								term: `Planned for ${formatDate(today, locale, 'UTC')}`,
								value: levelLabel(plan.lens, planned, locale),
							},
							{
								term: reached ? `Reached, ${reached.cycleName}` : 'Reached',
								value: reached
									? levelLabel(plan.lens, reached.level, locale)
									: 'Nothing that is published or agreed, and yours to see',
							},
							{
								term: 'Owner and sponsors',
								value: <People people={[plan.owner, ...plan.sponsors]} />,
							},
						]}
					/>
				</div>
				{plan.templateOrigin && (
					<div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted">
						<span>Begun with a template</span>
						<OriginBadge origin={plan.templateOrigin} />
						<span className="basis-full">{originNotes[plan.templateOrigin]}</span>
					</div>
				)}
				{warning && (
					<Notice tone="warning" title="What the source says">
						{warning}
					</Notice>
				)}
			</div>
		</Panel>
	)
}

/** The owner first; where there is none, that is said. */
function People({ people }: { people: PlanPage['plan']['owner'][] }) {
	return people.map((one, place) => (
		<Fragment key={one?.id ?? 'none'}>
			{place > 0 && ', '}
			{one === null ? 'No owner' : <bdi>{one.name}</bdi>}
			{one?.hasLeft && <span className="text-muted"> (has left)</span>}
		</Fragment>
	))
}
