import { metricHeatTableOf } from '#app/charts/metric-heat-table.ts'
import type { AccountSession } from '#app/auth/account-context.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { listSnapshotMetrics } from '#app/data/snapshot-metrics/list-snapshot-metrics.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { formatMetricValue } from '#app/domain/metric/format-value.ts'
import { describeAggregation, directionNames } from '#app/domain/metric/metric-words.ts'
import { notFound } from '#app/lib/http.server.ts'

type Of = {
	metricKey: string | undefined
	nodeHref: (nodeId: string) => string
	cellHref: (nodeId: string, familyId: string) => string
	familyHref: (key: string) => string | undefined
	noteOf: (nodeId: string) => string | undefined
}

/** The metrics to choose from, and the table of the chosen one; without a table where the cycle has none of it. */
export async function readMetricLens({ scope, person, account }: AccountSession, view: HeatmapView, of: Of) {
	const { snapshotId } = view
	const published = snapshotId === null ? [] : await listSnapshotMetrics(scope, { snapshotId })
	const options = published.map(({ key, name }) => ({ value: key, label: name }))
	if (of.metricKey === undefined) return { metrics: options, metric: null }
	const read = await readMetricHeatmap(scope, person, { view, metricKey: of.metricKey })
	if (!read) throw notFound()
	const { metric, level } = read
	const { locale } = account
	const isThere = options.some(({ value }) => value === metric.key)
	const table = level && metricHeatTableOf(view, level, { ...of, metric, locale })
	return {
		metrics: isThere ? options : [...options, { value: metric.key, label: metric.name }],
		metric: {
			key: metric.key,
			name: metric.name,
			href: `/a/${account.slug}/metrics/${metric.id}`,
			adds: describeAggregation(metric),
			direction: directionNames[metric.direction],
			level: level &&
				table && {
					...table,
					stops: table.stops.map(({ value, amount }) => ({
						value,
						text: formatMetricValue(amount, metric, locale),
					})),
					isPartial: level.isPartial,
					hasPeople: level.familyIds.length > 0,
					hasTeams: level.hasTeams,
					firstOn: level.firstOn,
					lastOn: level.lastOn,
				},
		},
	}
}

export type MetricLens = NonNullable<Awaited<ReturnType<typeof readMetricLens>>['metric']>
