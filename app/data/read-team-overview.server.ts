import type { Person } from '#app/domain/access/policy.ts'
import { may } from '#app/domain/access/policy.ts'
import { mayPlanFor } from '#app/domain/access/roadmap-rights.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { LevelCheck } from '#app/domain/framework/level-checks.ts'
import type { LevelOneAlarm } from '#app/domain/metric/level-one-alarm.ts'
import type { TeamMetric } from '#app/domain/metric/subject-metric.ts'
import type { TeamPlan } from '#app/domain/roadmap/team-plan.ts'
import type { ThreeLenses } from '#app/domain/team-assessment/three-lenses.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { readMetricSight } from './metrics/read-metric-sight.server.ts'
import { readTeamMetrics } from './metrics/read-team-metrics.server.ts'
import { listTeamPlans } from './roadmaps/list-team-plans.server.ts'
import { readRoadmapSight } from './roadmaps/read-roadmap-sight.server.ts'
import { readThreeLenses } from './team-assessments/read-three-lenses.server.ts'

/** Everything that is known of a team, each part as far as it is the reader's. */
export type TeamOverview = {
	lenses: ThreeLenses
	/** Null where what is measured in the team is not for the reader. */
	metrics: { rows: TeamMetric[]; alarms: LevelOneAlarm[]; mayImport: boolean } | null
	plans: { rows: TeamPlan[]; mayPlan: boolean }
}

/**
 * Where a team stands, what is measured in it and what it plans. Null for a team whose assessments are not the person's to read.
 *
 * @param of.checks those by which AI coding levels are shown
 */
export async function readTeamOverview(
	scope: AccountScope,
	person: Person,
	{ teamId, today, checks }: { teamId: string; today: Day; checks: readonly LevelCheck[] },
): Promise<TeamOverview | null> {
	const lenses = await readThreeLenses(scope, person, { teamId, checks })
	if (!lenses) return null
	const measured = may(person, 'metrics.read')
		? await readTeamMetrics(scope, await readMetricSight(scope, person), { teamId, today })
		: null
	return {
		lenses,
		metrics: measured && {
			...{ rows: measured.metrics, alarms: measured.alarms, mayImport: may(person, 'metrics.import') },
		},
		plans: {
			rows: await listTeamPlans(scope, person, { teamId, today }),
			mayPlan:
				(await isTeamInUse(scope, teamId)) && mayPlanFor(person, await readRoadmapSight(scope), teamId),
		},
	}
}

/** Nobody begins anything in an archived team. */
async function isTeamInUse(scope: AccountScope, teamId: string): Promise<boolean> {
	const { rowCount } = await withAccountSql(scope, (sql) =>
		sql.query(`SELECT FROM team WHERE account_id = $1 AND id = $2 AND archived_at IS NULL`, [
			...[scope.accountId, teamId],
		]),
	)
	return rowCount === 1
}
