import type { CurrentMember, CurrentRoster } from '#app/domain/roster/roster-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { RosterToPlan } from './roster-desk.server.ts'
import { streamCurrentRoster } from './stream-current-roster.server.ts'

/** Everybody and every team of the account at once, within an open transaction. */
export async function readCurrentRoster(
	transaction: Transaction,
	scope: AccountScope,
): Promise<CurrentRoster & RosterToPlan> {
	const members: CurrentMember[] = []
	const rest = await streamCurrentRoster(transaction, scope, async (json) => {
		members.push(...(JSON.parse(json) as CurrentMember[]))
	})
	return { ...rest, members }
}
