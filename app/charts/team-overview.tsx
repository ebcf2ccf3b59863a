import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import type { TeamMetric } from '#app/domain/metric/subject-metric.ts'
import type { TeamPlan } from '#app/domain/roadmap/team-plan.ts'
import type { ThreeLenses } from '#app/domain/team-assessment/three-lenses.ts'
import { TeamMetrics } from './team-metrics.tsx'
import { TeamPlans } from './team-plans.tsx'
import { ThreeLensesPanel } from './three-lenses.tsx'

type Props = {
	team: { id: string; name: string }
	overview: {
		lenses: ThreeLenses
		/** Null for who may not read them. */
		metrics: { rows: readonly TeamMetric[]; alarms: readonly LevelOneAlarm[]; mayImport: boolean } | null
		plans: { rows: readonly TeamPlan[]; mayPlan: boolean }
	}
	rungNames: readonly string[]
	/** The address of the account. */
	root: string
	today: Day
	locale: string
}

/** Where a team stands by its three lenses, what is measured in it and what it plans. */
export function TeamOverview({ team, overview, rungNames, root, today, locale }: Props) {
	const { lenses, metrics, plans } = overview
	const newHref = `${root}/roadmaps/new?${new URLSearchParams({ team: team.id })}`
	return (
		<>
			<ThreeLensesPanel {...{ lenses, root, rungNames, locale }} teamId={team.id} />
			<div className="grid items-start gap-6 *:only:col-span-full lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
				{metrics && <TeamMetrics {...{ team, root, locale }} {...metrics} />}
				<TeamPlans
					{...{ root, today, locale }}
					plans={plans.rows}
					newHref={plans.mayPlan ? newHref : null}
					allHref={`${root}/roadmaps?${new URLSearchParams({ team: team.id })}`}
				/>
			</div>
		</>
	)
}
