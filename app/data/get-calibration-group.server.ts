import { z } from 'zod'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type CalibrationGroup = {
	id: string
	name: string
	version: number
	cycleId: string
	cycleName: string
	phase: CyclePhase
	/** In the order of their names. */
	teams: { id: string; name: string }[]
	lockedAt: Date | null
	lockedBy: string | null
	/** When it was unlocked last, and why. */
	unlockedAt: Date | null
	unlockReason: string | null
}

/** One calibration group of a cycle; null where the cycle has none with this id. */
export async function getCalibrationGroup(
	scope: AccountScope,
	of: { cycleId: string; groupId: string },
): Promise<CalibrationGroup | null> {
	return withAccount(scope, (transaction) => selectCalibrationGroup(transaction, scope, of))
}

/**
 * `getCalibrationGroup` within an open transaction.
 *
 * @param options.lock holds the group until the transaction ends: for changing it
 */
export async function selectCalibrationGroup(
	{ sql }: Transaction,
	scope: AccountScope,
	{ cycleId, groupId }: { cycleId: string; groupId: string },
	{ lock = false }: { lock?: boolean } = {},
): Promise<CalibrationGroup | null> {
	if (![cycleId, groupId].every((id) => z.guid().safeParse(id).success)) return null
	const { rows } = await sql.query<CalibrationGroup>(
		`SELECT g.id, g.name, g.version, c.id AS "cycleId", c.name AS "cycleName", c.phase,
			g.locked_at AS "lockedAt", coalesce(by_member.name, by_user.name) AS "lockedBy",
			g.unlocked_at AS "unlockedAt", g.unlock_reason AS "unlockReason",
			(SELECT coalesce(json_agg(json_build_object('id', t.team_id, 'name', t.name) ORDER BY lower(t.name), t.team_id), '[]')
				FROM calibration_group_team i
				JOIN cycle_team t ON t.account_id = i.account_id AND t.cycle_id = i.cycle_id AND t.team_id = i.team_id
				WHERE i.account_id = $1 AND i.group_id = g.id) AS teams
		 FROM calibration_group g
		 JOIN cycle c ON c.account_id = g.account_id AND c.id = g.cycle_id
		 LEFT JOIN membership s ON s.account_id = $1 AND s.id = g.locked_by_id
		 LEFT JOIN member by_member ON by_member.account_id = $1 AND by_member.id = s.member_id
		 LEFT JOIN "user" by_user ON by_user.id = s.user_id
		 WHERE g.account_id = $1 AND g.cycle_id = $2 AND g.id = $3 ${lock ? 'FOR NO KEY UPDATE OF g' : ''}`,
		[scope.accountId, cycleId, groupId],
	)
	return rows[0] ?? null
}
