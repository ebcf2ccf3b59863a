import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { listSnapshotMetrics } from '#app/data/snapshot-metrics/list-snapshot-metrics.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import { readMetricHeatmap } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'

/** So many stand side by side at most. */
const most = 6

/**
 * Several metrics for the nodes of a view, with what the reader may not see taken out: the first by name that `isWanted`. None
 * of a cycle that is not published.
 */
export async function readLevelMetrics(
	scope: AccountScope,
	person: Person,
	{ view, isWanted }: { view: HeatmapView; isWanted: (level: MetricLevel) => boolean },
): Promise<{ metric: MetricDefinition; level: MetricLevel }[]> {
	const { snapshotId } = view
	if (snapshotId === null) return []
	const found: { metric: MetricDefinition; level: MetricLevel }[] = []
	for (const { key } of await listSnapshotMetrics(scope, { snapshotId })) {
		if (found.length === most) break
		const read = await readMetricHeatmap(scope, person, { view, metricKey: key })
		if (read?.level && isWanted(read.level)) found.push({ metric: read.metric, level: read.level })
	}
	return found
}
