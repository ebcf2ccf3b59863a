import type { RosterMapping } from '#app/domain/roster/roster-mapping.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { RosterPlanSummary } from './roster-desk.server.ts'
import { streamCurrentRoster } from './stream-current-roster.server.ts'
import type { RosterTable } from './with-roster-desk.server.ts'

/** Plans an import against the account as it is in this transaction, whose members pass by here as text only. */
export async function planRosterOn(
	desk: RosterTable,
	transaction: Transaction,
	scope: AccountScope,
	mapping: RosterMapping,
): Promise<{ plan: RosterPlanSummary; today: string }> {
	const current = await streamCurrentRoster(transaction, scope, desk.addMembers)
	return { plan: await desk.plan(current, mapping), today: current.today }
}
