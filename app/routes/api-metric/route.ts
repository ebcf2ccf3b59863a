import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { showMetric } from '#app/auth/api/show-metric.server.ts'
import { getMetric } from '#app/data/metrics/get-metric.server.ts'
import { readMetricSight } from '#app/data/metrics/read-metric-sight.server.ts'
import type { MetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { readMetricView } from '#app/data/metrics/read-metric-view.server.ts'
import { getMetricOperation } from '#app/domain/api/metric-operations.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import { noFigureTexts } from '#app/domain/metric/metric-words.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getMetricOperation, async ({ session, params, query }) => {
	const { scope, person, account } = session
	const metric = await getMetric(scope, params)
	if (!metric) throw missing()
	const sight = await readMetricSight(scope, person)
	const search = { ...query, node: query.node?.toLowerCase() }
	const view = await readMetricView(scope, sight, { metric, search, today: todayIn(account.timeZone) })
	if (!view) throw missing()
	const { id, name } = view.node
	return { metric: showMetric(metric), node: { id, name }, figures: showFigures(view) }
})

function showFigures({ range, series, isHidden }: MetricView) {
	if (series.length === 0 && isHidden) return { state: 'suppressed' as const }
	if (!range || series.length === 0) return { state: 'empty' as const }
	return {
		state: 'shown' as const,
		grain: range.grain,
		series: series.map(({ source, points }) => ({
			source,
			points: points.map(({ start, figure, values, subjects }) => ({
				...{ start, values, subjects },
				value: figure.ok ? figure.value : null,
				reason: figure.ok ? null : noFigureTexts[figure.reason],
			})),
		})),
	}
}

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
