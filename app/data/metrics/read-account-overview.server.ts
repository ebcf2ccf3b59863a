import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import { readLevelOneAlarms } from './read-level-one-alarms.server.ts'
import { readMetricNode } from './read-metric-node.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

export type AccountOverview = {
	/** Throughput rose in the account while quality fell, as far as the reader sees. */
	alarms: LevelOneAlarm[]
	/** The teams whose metrics the reader may open first: those at the top, or their own. */
	teams: { id: string; name: string }[]
}

/** What stands beside the list of metrics. */
export async function readAccountOverview(
	scope: AccountScope,
	sight: MetricSight,
	{ today }: { today: Day },
): Promise<AccountOverview> {
	const nodeId = scope.accountId
	return withAccountSql(scope, async (sql) => {
		const node = await readMetricNode(sql, scope, sight, { nodeId })
		const alarms = await readLevelOneAlarms(sql, scope, sight, { nodeIds: [nodeId], today })
		return { alarms: alarms.get(nodeId) ?? [], teams: node?.below ?? [] }
	})
}
