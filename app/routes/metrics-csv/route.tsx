import { requireAccess } from '#app/auth/require-access.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { metricListSearchSchema } from '#app/domain/metric/metric-list-search.ts'
import { csvResponse, formatCsv } from '#app/lib/csv.server.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import type { Route } from './+types/route.ts'

const header = [
	...['key', 'name', 'unit', 'currency', 'better', 'adds_up_as', 'weighed_or_divided_by', 'families'],
	...['lens', 'level', 'source', 'newest_period', 'period_length'],
]

/** Exactly the metrics of the list with the same search, all pages of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
	const { scope, person, account } = requireAccess(context, 'metrics.read')
	await completeCatalogue(scope, { metrics: metricCatalogue })
	const { q, family, lens, state, sort, order } = metricListSearchSchema.parse(
		Object.fromEntries(new URL(request.url).searchParams),
	)
	const filter = { search: q, family, lens, state }
	const { rows } = await listMetrics(scope, await readMetricSight(scope, person), { filter, sort, order })
	const csv = formatCsv(
		header,
		rows.map((metric) => [
			...[metric.key, metric.name, metric.unit, metric.currency, metric.direction, metric.aggregation],
			...[metric.weightName, metric.families.map(({ name }) => name).join(', ')],
			...[
				metric.lens,
				metric.level,
				metric.source,
				metric.latest?.start ?? null,
				metric.latest?.grain ?? null,
			],
		]),
	)
	return csvResponse(csv, `metrics-${account.slug}-${todayIn(account.timeZone)}.csv`)
}
