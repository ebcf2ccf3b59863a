import { Link } from 'react-router'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import { throughputKeys } from '#app/domain/metric/level-one-alarm.ts'
import { formatMetricValue, formatPeriod } from '#app/domain/metric/format-value.ts'
import type { SubjectMetric, SubjectTarget } from '#app/domain/metric/subject-metric.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatDate } from '#app/ui/format.tsx'
import { MetricChange } from './metric-change.tsx'
import { PointText, madeOf } from './metric-trend.tsx'

type Row = SubjectMetric & { target?: SubjectTarget | null }

type Props = {
	caption: string
	rows: readonly Row[]
	/** Where a metric leads to. */
	hrefOf: (metricId: string) => string
	alarms: readonly LevelOneAlarm[]
	locale: string
	/** Where there is little room: the period below the name, and not what each figure is made of. */
	brief?: boolean
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

function columnsOf({ rows, hrefOf, alarms, locale, brief = false }: Props): DataColumn<Row>[] {
	const warned = (key: string) => throughputKeys.includes(key) && alarms.length > 0
	return [
		{
			id: 'metric',
			header: 'Metric',
			cell: ({ metric, start, grain }) => (
				<span className="flex flex-col items-start">
					<Link to={hrefOf(metric.id)} className="link">
						{metric.name}
					</Link>
					{brief && <span className="text-xs text-muted">{formatPeriod(start, grain, locale)}</span>}
				</span>
			),
		},
		...(brief ? [] : [periodColumn(locale)]),
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
		...(rows.some(({ target }) => target) ? [targetColumn(locale)] : []),
		...(brief ? [] : [madeOfColumn(locale)]),
	]
}

const periodColumn = (locale: string): DataColumn<Row> => ({
	...{ id: 'period', header: 'Newest period', nowrap: true },
	cell: ({ start, grain }) => formatPeriod(start, grain, locale),
})

const madeOfColumn = (locale: string): DataColumn<Row> => ({
	...{ id: 'made', header: 'Made of' },
	cell: ({ latest, source }) =>
		latest && <span className="text-muted">{madeOf(latest, source, locale)}</span>,
})

const targetColumn = (locale: string): DataColumn<Row> => ({
	...{ id: 'target', header: 'Target', align: 'end' },
	cell: ({ metric, target }) =>
		target && (
			<span className="flex flex-col">
				<span className="tabular-nums">{formatMetricValue(target.value, metric, locale)}</span>
				<span className="text-xs whitespace-nowrap text-muted">
					by {formatDate(target.dueOn, locale, 'UTC')}
				</span>
				{!target.isOwn && <span className="text-xs text-muted">for the company</span>}
			</span>
		),
})
