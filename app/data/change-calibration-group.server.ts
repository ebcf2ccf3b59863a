import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { insertGroupTeams } from './insert-group-teams.server.ts'
import type { PlacedTeams, TeamsOfGroup } from './place-group-teams.server.ts'
import { placeGroupTeams } from './place-group-teams.server.ts'
import type { TakenCalibrationGroup } from './take-calibration-group.server.ts'
import { takeCalibrationGroup } from './take-calibration-group.server.ts'

export type ChangeCalibrationGroupResult =
	| { ok: true; teams: number; elsewhere: number }
	| { ok: false; reason: 'locked' }
	| { ok: false; reason: 'name-taken' }
	| Exclude<PlacedTeams, { ok: true }>
	| Exclude<TakenCalibrationGroup, { ok: true }>

/** Renames a group that is not locked, and gives it the chosen teams instead of those that it has. */
export async function changeCalibrationGroup(
	scope: AccountScope,
	input: { cycleId: string; groupId: string; version: number; name: string; teams: TeamsOfGroup },
): Promise<ChangeCalibrationGroupResult> {
	const { cycleId, groupId, name } = input
	return withAccount(scope, async (transaction) => {
		const taken = await takeCalibrationGroup(transaction, scope, input)
		if (!taken.ok) return taken
		if (taken.group.lockedAt) return { ok: false, reason: 'locked' }
		const placed = await placeGroupTeams(transaction, scope, input)
		if (!placed.ok) return placed
		const { sql } = transaction
		const other = await sql.query(
			`SELECT FROM calibration_group WHERE account_id = $1 AND cycle_id = $2 AND name = $3 AND id <> $4`,
			[scope.accountId, cycleId, name, groupId],
		)
		if (other.rowCount !== 0) return { ok: false, reason: 'name-taken' }
		await sql.query(
			`UPDATE calibration_group SET name = $3, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, groupId, name],
		)
		await sql.query(`DELETE FROM calibration_group_team WHERE account_id = $1 AND group_id = $2`, [
			scope.accountId,
			groupId,
		])
		const { teamIds, elsewhere } = placed
		await insertGroupTeams(transaction, scope, { cycleId, groupId, teamIds })
		await appendAuditEvent(transaction, scope, {
			action: 'calibration-group.changed',
			subject: { kind: 'cycle', id: cycleId },
			detail: { groupId, teams: teamIds.length },
		})
		return { ok: true, teams: teamIds.length, elsewhere }
	})
}
