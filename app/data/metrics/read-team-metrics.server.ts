import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import type { TeamMetric } from '#app/domain/metric/subject-metric.ts'
import { listTeamTargets } from './list-team-targets.server.ts'
import { readLevelOneAlarms } from './read-level-one-alarms.server.ts'
import type { MetricNode } from './read-metric-node.server.ts'
import { readMetricNode } from './read-metric-node.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { readSubjectMetrics } from './read-subject-metrics.server.ts'

export type TeamMetrics = { node: MetricNode; metrics: TeamMetric[]; alarms: LevelOneAlarm[] }

/** The metrics of a team, as far as its reader goes; null for a team that is not there or not the reader's. */
export async function readTeamMetrics(
	scope: AccountScope,
	sight: MetricSight,
	{ teamId, today }: { teamId: string; today: Day },
): Promise<TeamMetrics | null> {
	if (!z.guid().safeParse(teamId).success || teamId === scope.accountId) return null
	return withAccountSql(scope, async (sql) => {
		const node = await readMetricNode(sql, scope, sight, { nodeId: teamId })
		if (!node) return null
		const metrics = await readSubjectMetrics(sql, scope, sight, { nodeId: teamId })
		const targets = await listTeamTargets(sql, scope, { teamId })
		const alarms = await readLevelOneAlarms(sql, scope, sight, { nodeIds: [teamId], today })
		return {
			...{ node, alarms: alarms.get(teamId) ?? [] },
			metrics: metrics.map((one) => ({ ...one, target: targets.get(one.metric.id) ?? null })),
		}
	})
}
