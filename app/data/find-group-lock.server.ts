import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type GroupLock = {
	groupId: string
	/** Whether it holds for the participant: not for who was reopened after it. */
	isLocked: boolean
}

/**
 * The calibration group of a participant, and whether it is locked; null for who is in none. It stays so until the transaction
 * ends where that holds the phase of the cycle.
 */
export async function findGroupLock(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<GroupLock | null> {
	const { rows } = await sql.query<GroupLock>(
		`SELECT g.id AS "groupId", group_lock_holds(g.locked_at, p.reopened_at) AS "isLocked"
		 FROM participant p
		 JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 JOIN calibration_group g ON g.account_id = t.account_id AND g.id = t.group_id
		 WHERE p.account_id = $1 AND p.id = $2`,
		[scope.accountId, participantId],
	)
	return rows[0] ?? null
}
