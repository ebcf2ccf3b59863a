import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { listSnapshotMetrics } from '#app/data/snapshot-metrics/list-snapshot-metrics.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { mostMetrics } from '#app/domain/heatmap/heatmap-words.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'

/**
 * Several metrics for the nodes of a view, with what the reader may not see taken out, by name: those of `keys` that there are, or,
 * without any, the first that `isWanted`. None of a cycle that is not published.
 */
export async function readLevelMetrics(
	scope: AccountScope,
	person: Person,
	{
		view,
		keys,
		isWanted,
	}: { view: HeatmapView; keys: readonly string[]; isWanted: (level: MetricLevel) => boolean },
): Promise<{ metric: MetricDefinition; level: MetricLevel }[]> {
	const { snapshotId } = view
	if (snapshotId === null) return []
	const found: { metric: MetricDefinition; level: MetricLevel }[] = []
	const published = await listSnapshotMetrics(scope, { snapshotId })
	const chosen = published.filter(({ key }) => keys.includes(key))
	for (const { key } of chosen.length > 0 ? chosen : published) {
		if (found.length === mostMetrics) break
		const read = await readMetricHeatmap(scope, person, { view, metricKey: key })
		if (read?.level && isWanted(read.level)) found.push({ metric: read.metric, level: read.level })
	}
	return found
}
