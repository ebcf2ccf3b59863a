import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { quarterOf } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { InsertCycleResult } from './insert-cycle.server.ts'
import { insertCycle } from './insert-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { runOnce } from './run-once.server.ts'

/**
 * Adds a cycle in draft for the fiscal quarter in which a day lies. Nobody is frozen yet. Without a plan it does nothing by
 * itself.
 */
export async function createCycle(
	scope: AccountScope,
	of: { day: Day; plan?: CyclePlan; repeats?: boolean; idempotencyKey?: string },
): Promise<InsertCycleResult> {
	const { day, idempotencyKey, ...more } = of
	return withAccount(scope, async (transaction) => {
		const create = async (): Promise<InsertCycleResult> => {
			const { fiscalYearStart } = await readAccountCalendar(transaction, scope)
			return insertCycle(transaction, scope, { quarter: quarterOf(day, fiscalYearStart), ...more })
		}
		return idempotencyKey
			? runOnce(transaction, scope, { key: idempotencyKey, action: 'cycle.create' }, create)
			: create()
	})
}
