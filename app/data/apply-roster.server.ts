import type { AccountScope } from './account-scope.server.ts'
import type { AppliedRoster, ApplyRoster } from './apply-roster-within.server.ts'
import { applyRosterWithin } from './apply-roster-within.server.ts'
import { withAccount } from './database.server.ts'

/**
 * Applies an import: all of its plan or nothing. Refused rows stay as they are. An import is applied once, however often it
 * is asked for.
 */
export async function applyRoster(scope: AccountScope, of: ApplyRoster): Promise<AppliedRoster> {
	return withAccount(scope, (transaction) => applyRosterWithin(transaction, scope, of), { timeout: 900_000 })
}
