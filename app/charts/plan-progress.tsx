import type { ProgressPoint } from '#app/domain/roadmap/progress.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatDate, formatShare } from '#app/ui/format.tsx'
import { LineChart } from './line-chart.tsx'
import { niceAxis } from './nice-axis.ts'

type Props = { points: readonly ProgressPoint[]; locale: string }

/** How much of a plan was to be done by each day and how much was, as two lines and as a table. */
export function PlanProgress({ points, locale }: Props) {
	const percent = (share: number | null) => share && share * 100
	return (
		<div className="flex flex-col gap-4">
			<LineChart
				title="Share of the work by its weight, in percent"
				places={points.map(({ day }) => formatDate(day, locale, 'UTC'))}
				lines={[
					{ id: 'actual', label: 'Done', values: points.map(({ actual }) => percent(actual)) },
					{ id: 'planned', label: 'Planned', values: points.map(({ planned }) => percent(planned)) },
				]}
				axis={niceAxis([0, 100])}
				locale={locale}
			/>
			<details className="disclosure">
				<summary className="text-sm font-medium text-accent">The same in figures</summary>
				<div className="pt-3">
					<DataTable
						caption="Planned and done by day"
						columns={columnsOf(locale)}
						rows={points}
						rowId={({ day }) => day}
						locale={locale}
						noun={{ one: 'day', other: 'days' }}
						empty={null}
					/>
				</div>
			</details>
		</div>
	)
}

const columnsOf = (locale: string): DataColumn<ProgressPoint>[] => [
	{ id: 'day', header: 'By the end of', nowrap: true, cell: ({ day }) => formatDate(day, locale, 'UTC') },
	{ id: 'planned', header: 'Planned', align: 'end', cell: ({ planned }) => formatShare(planned, locale) },
	{
		...{ id: 'actual', header: 'Done', align: 'end' },
		cell: ({ actual }) =>
			actual === null ? <span className="text-muted">to come</span> : formatShare(actual, locale),
	},
]
