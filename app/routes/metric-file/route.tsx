import { answerWithSheet } from '#app/auth/answer-with-sheet.server.ts'
import { requireAccess } from '#app/auth/require-access.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readMetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { metricSearchSchema } from '#app/domain/metric/metric-search.ts'
import { noFigureTexts, sourceNames, unitNames } from '#app/domain/metric/metric-words.ts'
import { notFound } from '#app/lib/http.server.ts'
import { aboutCount, aboutDay, aboutText } from '#app/lib/sheet/about-lines.ts'
import type { CellRow } from '#app/lib/sheet/cell-columns.ts'
import { cellOf, column } from '#app/lib/sheet/cell-columns.ts'
import type { Route } from './+types/route.ts'

/** Names and order stay; a new one comes at the end. */
const columns = [
	column('metric', 'Metric', { width: 28, paper: 16 }),
	column('subject', 'Of', { width: 28, paper: 16 }),
	column('period_start', 'Period from', { type: 'day', width: 12, paper: 10 }),
	column('period_length', 'Length of a period', { width: 11, paper: 8 }),
	column('value', 'Value', { type: 'number', width: 14, paper: 9 }),
	column('no_value_because', 'No value, because', { width: 40, paper: 20 }),
	column('made', 'Made', { width: 28, paper: 16 }),
	column('values', 'Values', { type: 'number', width: 9, paper: 7 }),
]

const madeOf = cellOf(columns, 'made')

/** The trend that the page with the same search shows, as the address ends: CSV, workbook or paper. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	const metric = await getMetric(scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const sight = await readMetricSight(scope, person)
	const url = new URL(request.url)
	const search = metricSearchSchema.parse(Object.fromEntries(url.searchParams))
	const today = todayIn(account.timeZone)
	const view = await readMetricView(scope, sight, { metric, search, today })
	if (!view) throw notFound()
	const { node, range, series, isHidden } = view
	const rows = series.flatMap(({ source, points }) =>
		points.map(({ start, figure, values }): CellRow => [
			...[metric.key, node.name, start, range?.grain ?? null],
			...(figure.ok ? [figure.value, null] : [null, noFigureTexts[figure.reason]]),
			...[sourceNames[source], values],
		]),
	)
	return answerWithSheet(
		{ request, context },
		{
			...{ rows, columns },
			name: `${metric.key}-${account.slug}-${today}`,
			page: `/a/${account.slug}/metrics/${metric.id}${url.search}`,
			title: `${metric.name} · ${node.name}`,
			about: () => [
				aboutDay('As of', today),
				aboutText('Metric', `${metric.name} (${metric.key})`),
				aboutText('Unit', unitNames[metric.unit]),
				aboutText('Of', node.name),
				aboutCount('Periods', rows.length),
				aboutText(
					'Suppression',
					isHidden
						? 'What came for this team is held back from the person who made this file.'
						: 'Values are those that the person who made this file may see.',
				),
			],
			footer: 'figures as the person who made this file may see them',
			groupOf: (row) => String(madeOf(row)),
		},
	)
}
