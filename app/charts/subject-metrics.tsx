import { Link } from 'react-router'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import { throughputKeys } from '#app/domain/metric/level-one-alarm.ts'
import { formatPeriod } from '#app/domain/metric/format-value.ts'
import type { SubjectMetric } from '#app/domain/metric/subject-metric.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { MetricChange } from './metric-change.tsx'
import { PointText, madeOf } from './metric-trend.tsx'

type Props = {
	caption: string
	rows: readonly SubjectMetric[]
	/** Where a metric leads to. */
	hrefOf: (metricId: string) => string
	alarms: readonly LevelOneAlarm[]
	locale: string
}

/** The newest figure of every metric of a team or a person. */
export function SubjectMetrics(props: Props) {
	const { caption, rows, locale } = props
	return (
		<DataTable
			caption={caption}
			columns={columnsOf(props)}
			rows={rows}
			rowId={({ metric }) => metric.id}
			locale={locale}
			noun={{ one: 'metric', other: 'metrics' }}
			empty={null}
		/>
	)
}

function columnsOf({ hrefOf, alarms, locale }: Props): DataColumn<SubjectMetric>[] {
	const warned = (key: string) => throughputKeys.includes(key) && alarms.length > 0
	return [
		{
			id: 'metric',
			header: 'Metric',
			cell: ({ metric }) => (
				<Link to={hrefOf(metric.id)} className="link">
					{metric.name}
				</Link>
			),
		},
		{
			...{ id: 'period', header: 'Newest period', nowrap: true },
			cell: ({ start, grain }) => formatPeriod(start, grain, locale),
		},
		{
			...{ id: 'value', header: 'Value', align: 'end' },
			cell: ({ latest, metric, isHidden }) =>
				latest ? (
					<PointText point={latest} metric={metric} locale={locale} />
				) : (
					isHidden && <StateBadge state="suppressed" />
				),
		},
		{
			...{ id: 'change', header: 'Change', align: 'end' },
			cell: ({ latest, before, metric }) =>
				latest?.figure.ok && before?.figure.ok ? (
					<MetricChange
						from={before.figure.value}
						to={latest.figure.value}
						metric={metric}
						locale={locale}
						isWarned={warned(metric.key)}
					/>
				) : null,
		},
		{
			...{ id: 'made', header: 'Made of' },
			cell: ({ latest, source }) =>
				latest && <span className="text-muted">{madeOf(latest, source, locale)}</span>,
		},
	]
}
