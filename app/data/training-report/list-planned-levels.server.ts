import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { RoadmapPhase } from '#app/data/roadmaps/roadmap-rows.server.ts'
import { phaseOrder } from '#app/data/roadmaps/roadmap-rows.server.ts'
import { levelOfCurrentPhase } from '#app/domain/training-report/planned-level.ts'

/** What a running plan has for its team, in half-steps, at the end of the phase that it is in. */
export type PlannedTeamLevel = {
	/** The team; the account for a plan of all of it. */
	nodeId: string
	withBelow: boolean
	level: number
}

type Row = {
	nodeId: string
	withBelow: boolean
	startLevel: number
	targetLevel: number
	phases: RoadmapPhase[]
}

/** The running plans under the lens of tiers, of teams and of the account. */
export async function listPlannedLevels(scope: AccountScope): Promise<PlannedTeamLevel[]> {
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<Row>(
			`SELECT coalesce(r.team_id, r.account_id) AS "nodeId", r.team_id IS NULL OR r.with_below AS "withBelow",
				r.start_level::int AS "startLevel", r.target_level::int AS "targetLevel",
				(SELECT json_agg(json_build_object('key', p.phase, 'name', p.name, 'startsOn', p.starts_on, 'endsOn', p.ends_on,
						'closedOn', p.closed_on, 'exception', p.exception) ORDER BY ${phaseOrder})
					FROM roadmap_phase p WHERE p.account_id = $1 AND p.roadmap_id = r.id) AS phases
			 FROM roadmap r
			 WHERE r.account_id = $1 AND r.lens = 'tier' AND r.state = 'active'
			 ORDER BY 1, 2, 3, 4, r.id`,
			[scope.accountId],
		),
	)
	return rows.flatMap(({ nodeId, withBelow, ...plan }) => {
		const level = levelOfCurrentPhase(plan)
		return level === null ? [] : [{ nodeId, withBelow, level }]
	})
}
