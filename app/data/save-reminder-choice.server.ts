import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/**
 * Saves what the person of the scope wants to be told.
 *
 * @param of.version as the form showed it; 0 where nothing was chosen yet
 */
export async function saveReminderChoice(
	scope: AccountScope,
	of: { onlyEssential: boolean; snoozedUntil: Day | null; version: number },
): Promise<{ ok: true } | { ok: false; reason: 'no-member' | 'conflict' }> {
	if (scope.memberId === null) return { ok: false, reason: 'no-member' }
	return withAccount(scope, async ({ sql }) => {
		const { rowCount } = await sql.query(
			`INSERT INTO reminder_choice AS c (account_id, member_id, only_essential, snoozed_until)
			 SELECT $1, $2, $3, $4 WHERE $5::int = 0 OR EXISTS (SELECT FROM reminder_choice e
				WHERE e.account_id = $1 AND e.member_id = $2)
			 ON CONFLICT (account_id, member_id) DO UPDATE SET only_essential = EXCLUDED.only_essential,
				snoozed_until = EXCLUDED.snoozed_until, version = c.version + 1, updated_at = now()
			 WHERE c.version = $5`,
			[scope.accountId, scope.memberId, of.onlyEssential, of.snoozedUntil, of.version],
		)
		return rowCount === 1 ? { ok: true } : { ok: false, reason: 'conflict' }
	})
}
