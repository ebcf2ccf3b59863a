import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { MetricDefinition } from '#app/domain/metric/definition.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import { harmKeys, throughputKeys } from '#app/domain/metric/level-one-alarm.ts'
import type { MetricSearch } from '#app/domain/metric/metric-search.ts'
import { shiftPeriod } from '#app/domain/metric/period.ts'
import type { Point, Series } from '#app/domain/metric/series.ts'
import { mainSeries } from '#app/domain/metric/series.ts'
import type { Source } from '#app/domain/metric/roll-up.ts'
import type { ShownRange } from '#app/domain/metric/shown-range.ts'
import { shownRange } from '#app/domain/metric/shown-range.ts'
import type { MetricImport } from './list-metric-imports.server.ts'
import { listMetricImports } from './list-metric-imports.server.ts'
import type { MetricTarget } from './list-metric-targets.server.ts'
import { listMetricTargets } from './list-metric-targets.server.ts'
import { readLevelOneAlarms } from './read-level-one-alarms.server.ts'
import type { MetricNode } from './read-metric-node.server.ts'
import { readMetricNode } from './read-metric-node.server.ts'
import { readMetricSeries } from './read-metric-series.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { readMetricSpan } from './read-metric-span.server.ts'

export type MetricBelow = {
	id: string
	name: string
	source: Source
	latest: Point | null
	before: Point | null
	isHidden: boolean
	/** Throughput rose there while quality fell. */
	isWarned: boolean
}

export type MetricView = {
	node: MetricNode
	/** Null where there are no values that the reader may see. */
	range: ShownRange | null
	series: Series[]
	isHidden: boolean
	/** The newest period of what is right below. */
	below: MetricBelow[]
	/** Of the account and the teams on the page. */
	targets: MetricTarget[]
	imports: MetricImport[]
	alarms: LevelOneAlarm[]
}

/** A metric at one place of the tree, as far as its reader goes; null for a place that is not there or not the reader's. */
export async function readMetricView(
	scope: AccountScope,
	sight: MetricSight,
	of: { metric: MetricDefinition; search: MetricSearch; today: Day },
): Promise<MetricView | null> {
	const { metric, search, today } = of
	const nodeId = search.node ?? scope.accountId
	return withAccountSql(scope, async (sql) => {
		const node = await readMetricNode(sql, scope, sight, { nodeId })
		if (!node) return null
		const ofMetric = { metricId: metric.id }
		const range = shownRange(await readMetricSpan(sql, scope, sight, ofMetric), search.grain)
		const read = range
			? await readMetricSeries(sql, scope, sight, { metrics: [metric], nodeIds: [nodeId], ...range })
			: []
		const before = range && shiftPeriod(range.latest, range.grain, -1)
		const nodeIds = node.below.map(({ id }) => id)
		const ofBelow =
			range && before && nodeIds.length > 0
				? await readMetricSeries(sql, scope, sight, { ...range, metrics: [metric], nodeIds, from: before })
				: []
		const isSignal = metric.builtIn && [...throughputKeys, ...harmKeys].includes(metric.key)
		const shown = [nodeId, ...nodeIds]
		const targets = await listMetricTargets(sql, scope, ofMetric)
		const alarms = isSignal ? await readLevelOneAlarms(sql, scope, sight, { nodeIds: shown, today }) : null
		return {
			...{ node, range, series: read[0]?.series ?? [], isHidden: read[0]?.isHidden ?? false },
			below: node.below.flatMap(({ id, name }) => {
				const one = ofBelow.find((each) => each.nodeId === id)
				const main = mainSeries(one?.series ?? [])
				const at = (day: Day | null) => main?.points.find(({ start }) => start === day) ?? null
				const figures = { latest: at(range?.latest ?? null), before: at(before) }
				const isHidden = one?.isHidden ?? false
				if (!figures.latest && !figures.before && !isHidden) return []
				const isWarned = throughputKeys.includes(metric.key) && (alarms?.get(id)?.length ?? 0) > 0
				return [{ id, name, source: main?.source ?? 'own', ...figures, isHidden, isWarned }]
			}),
			targets: targets.filter(({ teamId }) => teamId === null || shown.includes(teamId)),
			imports: await listMetricImports(sql, scope, sight, ofMetric),
			alarms: alarms?.get(nodeId) ?? [],
		}
	})
}
