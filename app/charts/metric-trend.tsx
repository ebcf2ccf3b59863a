import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import { formatMetricValue, formatPeriod } from '#app/domain/metric/format-value.ts'
import { coverageText, noFigureTexts, sourceNames } from '#app/domain/metric/metric-words.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { Point, Series } from '#app/domain/metric/series.ts'
import { mainSeries } from '#app/domain/metric/series.ts'
import type { DataColumn } from '#app/ui/data-column.ts'
import { DataTable } from '#app/ui/data-table.tsx'
import { formatNumber } from '#app/ui/format.tsx'
import { LineChart } from './line-chart.tsx'
import { MetricChange } from './metric-change.tsx'
import { niceAxis } from './nice-axis.ts'

type Props = {
	/** Of whom: 'Meridian', 'Payments', 'you'. */
	whose: string
	metric: MetricDefinition
	grain: Grain
	series: readonly Series[]
	target: { value: number; dueOn: Day } | null
	locale: string
	isWarned?: boolean
}

type Row = { start: Day; points: ReadonlyMap<Source, Point | null>; before: Point | null; main: Point | null }

/** A metric over time: as lines with its target, and as a table that says what every figure is made of. */
export function MetricTrend(props: Props) {
	const { whose, metric, grain, series, target, locale, isWarned = false } = props
	const main = mainSeries(series)
	const starts = [...new Set(series.flatMap(({ points }) => points.map(({ start }) => start)))].toSorted()
	const at = (of: Series | null, start: Day) => of?.points.find((point) => point.start === start) ?? null
	const rows: Row[] = starts
		.map((start, i) => ({
			start,
			points: new Map(series.map((one) => [one.source, at(one, start)])),
			main: at(main, start),
			before: at(main, starts[i - 1] ?? ''),
		}))
		.toReversed()
	const drawn = [main, ...series.filter((one) => one !== main)].filter((one) => one !== null).slice(0, 2)
	const scale = metric.unit === 'share' ? 100 : 1
	const valueOf = (point: Point | null) => (point?.figure.ok ? point.figure.value * scale : null)
	const lines = drawn.map((one) => ({
		...{ id: one.source, label: sourceNames[one.source] },
		values: starts.map((start) => valueOf(at(one, start))),
	}))
	const all = lines
		.flatMap(({ values }) => values.filter((value) => value !== null))
		.filter((value) => Number.isFinite(value))
	const goal = target && target.value * scale
	const { digits, ...axis } = niceAxis(goal === null ? all : [...all, goal])
	const period = (start: Day) => formatPeriod(start, grain, locale)
	return (
		<div className="flex flex-col gap-6">
			{all.length > 1 && (
				<LineChart
					title={`${metric.name}${scale === 100 ? ', in percent' : ''}, ${whose}`}
					places={starts.map((start) => period(start).replace('week of ', ''))}
					lines={[
						...lines,
						...(goal === null ? [] : [{ id: 'target', label: 'Target', values: starts.map(() => goal) }]),
					]}
					axis={axis}
					digits={digits}
					locale={locale}
				/>
			)}
			<DataTable
				caption={`${metric.name} by period, ${whose}`}
				columns={columnsOf({ metric, grain, series, locale, isWarned })}
				rows={rows}
				rowId={({ start }) => start}
				locale={locale}
				noun={{ one: 'period', other: 'periods' }}
				empty={null}
			/>
		</div>
	)
}

function columnsOf(of: {
	metric: MetricDefinition
	grain: Grain
	series: readonly Series[]
	locale: string
	isWarned: boolean
}): DataColumn<Row>[] {
	const { metric, grain, series, locale, isWarned } = of
	const mainSource = mainSeries(series)?.source ?? 'own'
	const newest = series
		.flatMap(({ points }) => points.map(({ start }) => start))
		.toSorted()
		.at(-1)
	return [
		{ id: 'period', header: 'Period', nowrap: true, cell: ({ start }) => formatPeriod(start, grain, locale) },
		...series.map(({ source }): DataColumn<Row> => ({
			...{ id: source, header: sourceNames[source], align: 'end' },
			cell: ({ points }) => {
				const point = points.get(source)
				return point ? <PointText point={point} metric={metric} locale={locale} /> : null
			},
		})),
		{
			...{ id: 'change', header: 'Change', align: 'end' },
			cell: ({ main, before, start }) =>
				main?.figure.ok && before?.figure.ok ? (
					<MetricChange
						from={before.figure.value}
						to={main.figure.value}
						metric={metric}
						locale={locale}
						isWarned={isWarned && start === newest}
					/>
				) : null,
		},
		{
			...{ id: 'made', header: 'Made of' },
			cell: ({ main }) => main && <span className="text-muted">{madeOf(main, mainSource, locale)}</span>,
		},
	]
}

/** A figure in its unit, or why there is none. */
export function PointText({
	point: { figure },
	metric,
	locale,
}: {
	point: Point
	metric: MetricDefinition
	locale: string
}) {
	if (!figure.ok) return <span className="text-xs text-muted">{noFigureTexts[figure.reason]}</span>
	return <span className="tabular-nums">{formatMetricValue(figure.value, metric, locale)}</span>
}

const subjectNouns = { own: null, people: ['person', 'people'], teams: ['team', 'teams'] } as const

/** '90 values of 30 people · 2 of 3 months' */
export function madeOf({ values, subjects, covered }: Point, source: Source, locale: string): string {
	const valueText = `${formatNumber(values, locale)} ${values === 1 ? 'value' : 'values'}`
	const nouns = subjectNouns[source]
	const ofText = nouns ? ` of ${formatNumber(subjects, locale)} ${nouns[subjects === 1 ? 0 : 1]}` : ''
	return [valueText + ofText, coverageText(covered)].filter(Boolean).join(' · ')
}
