import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import { readLevelOneAlarms } from './read-level-one-alarms.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

/** Whether throughput rose while quality fell in the account, as far as the reader sees. */
export async function readAccountAlarm(
	scope: AccountScope,
	sight: MetricSight,
	{ today }: { today: Day },
): Promise<LevelOneAlarm[]> {
	const nodeIds = [scope.accountId]
	const alarms = await withAccountSql(scope, (sql) =>
		readLevelOneAlarms(sql, scope, sight, { nodeIds, today }),
	)
	return alarms.get(scope.accountId) ?? []
}
