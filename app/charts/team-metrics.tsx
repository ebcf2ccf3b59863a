import { FileUp } from 'lucide-react'
import { fewMetrics } from '#app/domain/metric/few-metrics.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import type { TeamMetric } from '#app/domain/metric/subject-metric.ts'
import { ButtonLink } from '#app/ui/button.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { Panel } from '#app/ui/panel.tsx'
import { LevelOneNotice } from './level-one-notice.tsx'
import { SubjectMetrics } from './subject-metrics.tsx'

type Props = {
	team: { id: string; name: string }
	rows: readonly TeamMetric[]
	alarms: readonly LevelOneAlarm[]
	/** The address of the account. */
	root: string
	mayImport: boolean
	locale: string
}

/** How many a team's page shows of its metrics. */
const most = 5

/** The newest figures of the few metrics of a team that matter first, with the way to all of them. */
export function TeamMetrics({ team, rows, alarms, root, mayImport, locale }: Props) {
	const few = fewMetrics(rows, { alarms, most })
	return (
		<Panel
			title="Metrics"
			description={
				rows.length > few.length
					? `${formatNumber(few.length, locale)} of ${formatNumber(rows.length, locale)}: those with a warning or a target first, then the newest.`
					: undefined
			}
			footer={
				rows.length > 0 ? (
					<ButtonLink to={`${root}/teams/${team.id}/metrics`} size="small">
						All metrics of the team
					</ButtonLink>
				) : (
					mayImport && (
						<ButtonLink to={`${root}/imports/new`} size="small" icon={FileUp}>
							Import values
						</ButtonLink>
					)
				)
			}
		>
			{rows.length === 0 ? (
				<p className="text-sm text-muted">
					No values yet. The newest figures of the team and the teams below appear here.
				</p>
			) : (
				<div className="flex flex-col gap-4">
					<LevelOneNotice whose={team.name} alarms={alarms} locale={locale} />
					<SubjectMetrics
						caption={`Metrics of ${team.name}`}
						rows={few}
						hrefOf={(metricId) => `${root}/metrics/${metricId}?node=${team.id}`}
						alarms={alarms}
						locale={locale}
						brief
					/>
				</div>
			)}
		</Panel>
	)
}
