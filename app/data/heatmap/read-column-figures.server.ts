import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { HeatmapView } from '#app/data/read-heatmap-view.server.ts'
import type { MetricLevel } from '#app/data/snapshot-metrics/read-metric-heatmap.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { HeatRows } from '#app/domain/heatmap/heat-rows.ts'
import type { HeatColumnKind, HeatStatistic } from '#app/domain/heatmap/heatmap-words.ts'
import type { LevelCycle } from './read-level-cycles.server.ts'
import type { readLevelMetrics as readMetrics } from './read-level-metrics.server.ts'
import { readLevelMetrics } from './read-level-metrics.server.ts'
import type { LevelTargets } from './read-level-targets.server.ts'
import { readLevelTargets } from './read-level-targets.server.ts'
import { readRowCycles } from './read-row-cycles.server.ts'

/** What the columns of a heatmap are made of beside the cells of its view. */
export type ColumnFigures =
	/** `targets` are null where nothing is measured against them, and of a running cycle, which has none frozen. */
	| { by: 'families'; targets: LevelTargets | null }
	| { by: 'questions' }
	| { by: 'tiers' }
	| { by: 'cycles'; cycles: LevelCycle[] }
	| { by: 'metrics'; metrics: Awaited<ReturnType<typeof readMetrics>> }

/** @param of.isWanted whether a metric has something for the columns */
export async function readColumnFigures(
	scope: AccountScope,
	person: Person,
	of: {
		view: HeatmapView
		by: HeatColumnKind
		statistic: HeatStatistic
		rows: HeatRows
		/** Keys of the metrics that are to stand side by side; none for the usual ones. */
		metrics: readonly string[]
		isWanted: (level: MetricLevel) => boolean
	},
): Promise<ColumnFigures> {
	const { view, by, statistic, rows, metrics, isWanted } = of
	switch (by) {
		case 'families':
			return { by, targets: statistic === 'target' ? await readLevelTargets(scope, { view }) : null }
		case 'cycles':
			return { by, cycles: await readRowCycles(scope, person, { view, rows }) }
		case 'metrics':
			return { by, metrics: await readLevelMetrics(scope, person, { view, keys: metrics, isWanted }) }
		default:
			return { by }
	}
}
