import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * Whether the day of a cycle's publication has come, which is never that of a correction. It cannot be moved any more until the
 * transaction ends.
 */
export async function isPublicationDue(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<boolean> {
	await lockCycle(transaction, scope, { cycleId, lock: 'change' })
	const { today } = await readAccountCalendar(transaction, scope)
	const { rows } = await transaction.sql.query<{ publishesOn: Day | null }>(
		`SELECT c.publishes_on::text AS "publishesOn" FROM cycle c
		 WHERE c.account_id = $1 AND c.id = $2 AND c.reopened_at IS NULL`,
		[scope.accountId, cycleId],
	)
	const publishesOn = rows[0]?.publishesOn ?? null
	return publishesOn !== null && publishesOn <= today
}
