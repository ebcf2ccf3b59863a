import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import type { Series } from '#app/domain/metric/series.ts'
import type { ShownRange } from '#app/domain/metric/shown-range.ts'
import { shownRange } from '#app/domain/metric/shown-range.ts'
import type { SubjectMetric } from '#app/domain/metric/subject-metric.ts'
import { readMetricSeries } from './read-metric-series.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { readSubjectMetrics } from './read-subject-metrics.server.ts'

export type PersonMetrics = {
	metrics: SubjectMetric[]
	/** The trend of the metric that was asked for, or of the first. */
	chosen: { metric: SubjectMetric['metric']; range: ShownRange; series: Series[] } | null
}

/** The values of metrics of one member. Whoever calls it has made sure that the reader may see the member. */
export async function readPersonMetrics(
	scope: AccountScope,
	sight: MetricSight,
	of: { memberId: string; metricId?: string | undefined; grain?: Grain | undefined },
): Promise<PersonMetrics> {
	return withAccountSql(scope, async (sql) => {
		const metrics = await readSubjectMetrics(sql, scope, sight, { nodeId: of.memberId })
		const shown = metrics.find(({ metric }) => metric.id === of.metricId) ?? metrics[0]
		const range = shown ? shownRange([{ grain: shown.grain, last: shown.start }], of.grain) : null
		if (!shown || !range) return { metrics, chosen: null }
		const { metric } = shown
		const [read] = await readMetricSeries(sql, scope, sight, {
			...{ metrics: [metric], nodeIds: [of.memberId], ...range },
		})
		return { metrics, chosen: { metric, range, series: read?.series ?? [] } }
	})
}
