import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ReminderOccasion } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** Puts the notice of an occasion away for the person of the scope. Of a cycle that is gone there is nothing to put away. */
export async function dismissNotice(
	scope: AccountScope,
	of: { cycleId: string; occasion: ReminderOccasion; aboutOn: Day },
): Promise<void> {
	if (scope.memberId === null) return
	await withAccount(scope, ({ sql }) =>
		sql.query(
			`INSERT INTO notice_dismissal (account_id, member_id, cycle_id, occasion, about_on)
			 SELECT c.account_id, $2, c.id, $4, $5 FROM cycle c WHERE c.account_id = $1 AND c.id = $3 ON CONFLICT DO NOTHING`,
			[scope.accountId, scope.memberId, of.cycleId, of.occasion, of.aboutOn],
		),
	)
}
