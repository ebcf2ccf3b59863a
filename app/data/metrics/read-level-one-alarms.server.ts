import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Aggregation } from '#app/domain/metric/aggregation.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import {
	comparedGrains,
	findLevelOneAlarms,
	harmKeys,
	throughputKeys,
} from '#app/domain/metric/level-one-alarm.ts'
import { periodStart, shiftPeriod } from '#app/domain/metric/period.ts'
import { mainSeries } from '#app/domain/metric/series.ts'
import { readMetricSeries } from './read-metric-series.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

/** How far back the two newest periods may lie: what is older is no alarm any more. */
const lookBack = { week: 12, month: 6, quarter: 5 }

/**
 * Where throughput rose while quality fell, of the account and teams that are asked for: each by the shortest length of period
 * at which its two can be compared. Within an open transaction.
 */
export async function readLevelOneAlarms(
	sql: ClientBase,
	scope: AccountScope,
	sight: MetricSight,
	{ nodeIds, today }: { nodeIds: readonly string[]; today: Day },
): Promise<Map<string, LevelOneAlarm[]>> {
	const { rows: metrics } = await sql.query<{
		id: string
		key: string
		name: string
		aggregation: Aggregation
	}>(
		`SELECT id, key, name, aggregation FROM metric
		 WHERE account_id = $1 AND key = ANY ($2) AND built_in AND archived_at IS NULL ORDER BY key`,
		[scope.accountId, [...throughputKeys, ...harmKeys]],
	)
	const found = new Map<string, LevelOneAlarm[]>()
	for (const grain of comparedGrains) {
		const open = nodeIds.filter((id) => !found.has(id))
		if (open.length === 0 || metrics.length === 0) break
		const current = periodStart(today, grain)
		const from = shiftPeriod(current, grain, -lookBack[grain])
		const read = await readMetricSeries(sql, scope, sight, {
			...{ metrics, nodeIds: open, grain, from, until: current },
		})
		for (const nodeId of open) {
			const ofNode = read.filter((one) => one.nodeId === nodeId)
			const alarms = findLevelOneAlarms(
				metrics.map(({ id, key, name }) => ({
					...{ key, name },
					series: mainSeries(ofNode.find(({ metricId }) => metricId === id)?.series ?? []),
				})),
				{ grain, today },
			)
			if (alarms) found.set(nodeId, alarms)
		}
	}
	return found
}
