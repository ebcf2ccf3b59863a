import { Link } from 'react-router'
import { MetricChange } from '#app/charts/metric-change.tsx'
import { PointText, madeOf } from '#app/charts/metric-trend.tsx'
import { formatMetricValue, formatPeriod } from '#app/domain/metric/format-value.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import { StateBadge } from '#app/ui/badge.tsx'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { LongText } from '#app/ui/long-text.tsx'
import { Panel } from '#app/ui/panel.tsx'
import type { MetricPage } from './read-page.server.ts'

type Row = MetricPage['below'][number]

/** The newest period, team by team. */
export function Below({ page, grain }: { page: MetricPage; grain: Grain }) {
	const { below, range, locale, metric } = page
	return (
		<Panel
			title="By team"
			description={
				range ? `${formatPeriod(range.latest, grain, locale)}, the newest with values.` : undefined
			}
		>
			<DataTable
				caption={`${metric.name} by team`}
				columns={columnsOf(page, grain)}
				rows={below}
				rowId={({ id }) => id}
				locale={locale}
				noun={{ one: 'team', other: 'teams' }}
				empty={null}
			/>
		</Panel>
	)
}

function columnsOf({ hrefOf, metric, locale, targets }: MetricPage, grain: Grain): DataColumn<Row>[] {
	return [
		{
			...{ id: 'team', header: 'Team' },
			cell: ({ id, name }) => (
				<Link to={`${hrefOf}?node=${id}&grain=${grain}`} className="link">
					<LongText>{name}</LongText>
				</Link>
			),
		},
		{
			...{ id: 'value', header: 'Value', align: 'end' },
			cell: ({ latest, isHidden }) =>
				latest ? (
					<PointText point={latest} metric={metric} locale={locale} />
				) : (
					isHidden && <StateBadge state="suppressed" />
				),
		},
		{
			...{ id: 'change', header: 'Change', align: 'end' },
			cell: ({ latest, before, isWarned }) =>
				latest?.figure.ok && before?.figure.ok ? (
					<MetricChange
						from={before.figure.value}
						to={latest.figure.value}
						metric={metric}
						locale={locale}
						isWarned={isWarned}
					/>
				) : null,
		},
		{
			...{ id: 'target', header: 'Target', align: 'end' },
			cell: ({ id }) => {
				const target = targets.find(({ teamId }) => teamId === id)
				return target ? formatMetricValue(target.value, metric, locale) : null
			},
		},
		{
			...{ id: 'made', header: 'Made of' },
			cell: ({ latest, source }) =>
				latest && <span className="text-muted">{madeOf(latest, source, locale)}</span>,
		},
	]
}
