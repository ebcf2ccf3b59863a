import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type GroupLock = {
	groupId: string
	groupName: string
	/** Whether it holds for the participant: not for who was reopened after it. */
	isLocked: boolean
}

/**
 * The calibration group of a participant, and whether it is locked; null for who is in none.
 *
 * @param options.hold keeps the group from being locked or unlocked until the transaction ends: for writing. The phase of the
 * cycle is held before, so that nobody waits in a circle.
 */
export async function findGroupLock(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
	{ hold = false }: { hold?: boolean } = {},
): Promise<GroupLock | null> {
	const { rows } = await sql.query<GroupLock>(
		`SELECT g.id AS "groupId", g.name AS "groupName", group_lock_holds(g, p) AS "isLocked"
		 FROM participant p
		 JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 JOIN calibration_group g ON g.account_id = t.account_id AND g.id = t.group_id
		 WHERE p.account_id = $1 AND p.id = $2 ${hold ? 'FOR SHARE OF g' : ''}`,
		[scope.accountId, participantId],
	)
	return rows[0] ?? null
}
