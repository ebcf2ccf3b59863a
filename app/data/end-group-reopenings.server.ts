import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { endReopeningWithin, restoreSentWithin } from './end-reopening-within.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { renewSingleRaterOutcomes } from './renew-single-rater-outcomes.server.ts'

/**
 * Ends what is reopened in a calibration group that is not locked yet, as publication would: what was sent anew by the only
 * rater counts, what was given back and not sent anew counts as it was sent, and what was agreed before stands unless the two
 * have agreed anew. Behind a lock none of it could be done any more.
 *
 * @returns how many people
 */
export async function endGroupReopenings(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, groupId }: { cycleId: string; groupId: string },
): Promise<number> {
	const { rows } = await transaction.sql.query<{ id: string }>(
		`SELECT p.id FROM participant p
		 JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND t.group_id = $3 AND p.reopened_at IS NOT NULL`,
		[scope.accountId, cycleId, groupId],
	)
	if (rows.length === 0) return 0
	const of = { cycleId, participantIds: rows.map(({ id }) => id) }
	const { today } = await readAccountCalendar(transaction, scope)
	await renewSingleRaterOutcomes(transaction, scope, { ...of, today })
	await restoreSentWithin(transaction, scope, of)
	await endReopeningWithin(transaction, scope, of)
	return rows.length
}
