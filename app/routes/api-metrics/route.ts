import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { showMetric } from '#app/auth/api/show-metric.server.ts'
import { completeCatalogue } from '#app/data/metrics/complete-catalogue.server.ts'
import { listMetrics } from '#app/data/metrics/list-metrics.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import { listMetricsOperation } from '#app/domain/api/metric-operations.ts'
import { metricCatalogue } from '#seed/frameworks/metrics.ts'
import type { Route } from './+types/route.ts'

const list = listMetricsOperation.id

const GET = serve(listMetricsOperation, async ({ session, query }) => {
	const { scope, person } = session
	await completeCatalogue(scope, { metrics: metricCatalogue })
	const { search = '', family = '', state } = query
	const place = readPlace(list, query)
	const { rows, total } = await listMetrics(scope, await readMetricSight(scope, person), {
		filter: { search, family, state, lens: '' },
		sort: 'key',
		order: 'asc',
		page: { number: place.page, size: place.pageSize },
	})
	const shown = rows.map(({ latest, ...metric }) => ({ ...showMetric(metric), latest }))
	return pageAt(list, place, { rows: shown, total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
