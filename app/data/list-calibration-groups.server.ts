import { assessedStandings } from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { CalibrationSight } from './calibration-sight-sql.server.ts'
import { inCalibrationSight } from './calibration-sight-sql.server.ts'
import { withAccount } from './database.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type CalibrationGroupItem = {
	id: string
	name: string
	teams: number
	/** Eligible people whom the reader compares. */
	people: number
	/** Of them, with a result. */
	settled: number
	/** Of them, whose tier was changed in calibration. */
	changed: number
	lockedAt: Date | null
	/** Who locked it, while they belong to the account. */
	lockedBy: string | null
}

/**
 * The calibration groups of a cycle by name, with how far they are, and how many eligible people and teams with people are in none. With the sight of
 * a subtree, those groups alone in which somebody of it is.
 */
export async function listCalibrationGroups(
	scope: AccountScope,
	{ cycleId, sight }: { cycleId: string; sight: CalibrationSight },
): Promise<{ groups: CalibrationGroupItem[]; outside: number; freeTeams: number }> {
	return withAccount(scope, async (transaction) => {
		const free = await transaction.sql.query<{ teams: number }>(
			`SELECT count(DISTINCT p.team_id)::int AS teams FROM participant p
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND p.team_id IS NOT NULL
				AND NOT EXISTS (SELECT FROM calibration_group_team t
					WHERE t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = p.team_id)`,
			[scope.accountId, cycleId],
		)
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<CalibrationGroupItem & { id: string | null }>(
			`WITH counted AS MATERIALIZED (
				SELECT t.group_id, count(*)::int AS people,
					(count(*) FILTER (WHERE s.standing = ANY ($6)))::int AS settled,
					(count(*) FILTER (WHERE EXISTS (SELECT FROM calibration_change h
						WHERE h.account_id = $1 AND h.participant_id = s.id)))::int AS changed
				FROM (${standingRows} AND ${inCalibrationSight({ account: '$1', cycle: '$2', sight: '$4::text', member: '$5' })}) s
				LEFT JOIN calibration_group_team t ON t.account_id = $1 AND t.cycle_id = $2 AND t.team_id = s.team_id
				WHERE s.standing NOT IN ('exempt', 'left') GROUP BY t.group_id
			 )
			 SELECT g.id, g.name, coalesce(n.people, 0) AS people, coalesce(n.settled, 0) AS settled,
				coalesce(n.changed, 0) AS changed, g.locked_at AS "lockedAt", coalesce(by_member.name, by_user.name) AS "lockedBy",
				(SELECT count(*)::int FROM calibration_group_team t WHERE t.account_id = $1 AND t.group_id = g.id) AS teams
			 FROM (SELECT * FROM calibration_group WHERE account_id = $1 AND cycle_id = $2) g
			 FULL JOIN counted n ON n.group_id = g.id
			 LEFT JOIN membership s ON s.account_id = $1 AND s.id = g.locked_by_id
			 LEFT JOIN member by_member ON by_member.account_id = $1 AND by_member.id = s.member_id
			 LEFT JOIN "user" by_user ON by_user.id = s.user_id
			 WHERE $4::text = 'all' OR n.people > 0
			 ORDER BY lower(g.name), g.id`,
			[scope.accountId, cycleId, today, sight, scope.memberId, assessedStandings],
		)
		return {
			groups: rows.filter(({ id }) => id !== null),
			outside: rows.find(({ id }) => id === null)?.people ?? 0,
			freeTeams: free.rows[0]?.teams ?? 0,
		}
	})
}
