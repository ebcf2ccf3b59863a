import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type ReminderChoice = {
	onlyEssential: boolean
	/** Nothing but the essential before this day. */
	snoozedUntil: Day | null
	/** 0: nothing was ever chosen. */
	version: number
}

/** What the person of the scope wants to be told. */
export async function getReminderChoice(scope: AccountScope): Promise<ReminderChoice> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ReminderChoice>(
			`SELECT c.only_essential AS "onlyEssential", c.snoozed_until::text AS "snoozedUntil", c.version
			 FROM reminder_choice c WHERE c.account_id = $1 AND c.member_id = $2`,
			[scope.accountId, scope.memberId],
		)
		return rows[0] ?? { onlyEssential: false, snoozedUntil: null, version: 0 }
	})
}
