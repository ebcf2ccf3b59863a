import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { InsertCycleResult } from './insert-cycle.server.ts'
import { insertCycle } from './insert-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { runOnce } from './run-once.server.ts'

/**
 * Adds a cycle in draft for the fiscal quarter in which a day lies, without dates. Nobody is frozen yet.
 */
export async function createCycle(
	scope: AccountScope,
	{ day, idempotencyKey }: { day: Day; idempotencyKey?: string },
): Promise<InsertCycleResult> {
	return withAccount(scope, async (transaction) => {
		const create = async (): Promise<InsertCycleResult> => {
			const { fiscalYearStart } = await readAccountCalendar(transaction, scope)
			return insertCycle(transaction, scope, { quarter: quarterOf(day, fiscalYearStart) })
		}
		return idempotencyKey
			? runOnce(transaction, scope, { key: idempotencyKey, action: 'cycle.create' }, create)
			: create()
	})
}
