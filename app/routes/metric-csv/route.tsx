import { requireAccess } from '#app/auth/require-access.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { readMetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { metricSearchSchema } from '#app/domain/metric/metric-search.ts'
import { noFigureTexts, sourceNames } from '#app/domain/metric/metric-words.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { notFound } from '#app/lib/http.server.ts'
import type { Route } from './+types/route.ts'

const header = [
	'metric',
	'subject',
	'period_start',
	'period_length',
	'value',
	'no_value_because',
	'made',
	'values',
]

/** The trend that the page with the same search shows. */
export async function loader({ request, context, params }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	const metric = await getMetric(scope, { metricId: params.metricId })
	if (!metric) throw notFound()
	const sight = await readMetricSight(scope, person)
	const search = metricSearchSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
	const today = todayIn(account.timeZone)
	const view = await readMetricView(scope, sight, { metric, search, today })
	if (!view) throw notFound()
	const { node, range, series } = view
	const rows = series.flatMap(({ source, points }) =>
		points.map(({ start, figure, values }) => [
			...[metric.key, node.name, start, range?.grain ?? ''],
			...(figure.ok ? [figure.value, ''] : ['', noFigureTexts[figure.reason]]),
			...[sourceNames[source], values],
		]),
	)
	return csvResponse(formatCsv(header, rows), `${metric.key}-${account.slug}-${today}.csv`)
}
