import { suggestGroups } from '#app/domain/calibration/suggest-groups.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { insertGroupTeams } from './insert-group-teams.server.ts'
import { takeRunningCycle } from './take-running-cycle.server.ts'

export type SuggestCalibrationGroupsResult =
	{ ok: true; groups: number } | { ok: false; reason: 'gone' | 'not-running' }

/**
 * Makes one calibration group for each division of a running cycle, of the teams that are in none yet. Asked again it finds
 * nothing left to do.
 */
export async function suggestCalibrationGroups(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<SuggestCalibrationGroupsResult> {
	return withAccount(scope, async (transaction) => {
		const cycle = await takeRunningCycle(transaction, scope, cycleId)
		if (!cycle.ok) return cycle
		const { sql } = transaction
		const of = [scope.accountId, cycleId]
		const teams = await sql.query<{
			teamId: string
			parentId: string | null
			name: string
			isGrouped: boolean
			people: number
		}>(
			`SELECT t.team_id AS "teamId", t.parent_id AS "parentId", t.name, EXISTS (SELECT FROM calibration_group_team i
				WHERE i.account_id = $1 AND i.cycle_id = $2 AND i.team_id = t.team_id) AS "isGrouped",
				(SELECT count(*)::int FROM participant p
					WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.team_id = t.team_id AND p.state = 'active') AS people
			 FROM cycle_team t WHERE t.account_id = $1 AND t.cycle_id = $2 ORDER BY lower(t.name), t.team_id`,
			of,
		)
		const taken = await sql.query<{ name: string }>(
			`SELECT g.name FROM calibration_group g WHERE g.account_id = $1 AND g.cycle_id = $2`,
			of,
		)
		const names = taken.rows.map(({ name }) => name)
		const groups = suggestGroups(teams.rows, names)
		for (const { name, teamIds } of groups) {
			const { rows } = await sql.query<{ id: string }>(
				`INSERT INTO calibration_group (account_id, cycle_id, name) VALUES ($1, $2, $3) RETURNING id`,
				[...of, name],
			)
			const groupId = rows[0]?.id ?? ''
			await insertGroupTeams(transaction, scope, { cycleId, groupId, teamIds })
			await appendAuditEvent(transaction, scope, {
				action: 'calibration-group.added',
				subject: { kind: 'cycle', id: cycleId },
				detail: { groupId, teams: teamIds.length },
			})
		}
		return { ok: true, groups: groups.length }
	})
}
