import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type StuckManager = { name: string; people: number }

/** Managers of a running cycle, or those who stand in for them, who have left while pairs still wait for them. */
export async function listStuckManagers(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<StuckManager[]> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<StuckManager>(
			`SELECT r.name, count(*)::int AS people
			 FROM participant p
			 JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id AND (m.left_on IS NULL OR m.left_on > $3::date)
			 JOIN member r ON r.account_id = p.account_id AND r.id = ${managerRater} AND r.left_on <= $3::date
			 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
				AND (p.reopened_at IS NULL OR o.agreed_at >= p.reopened_at)
			 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND o.participant_id IS NULL
			 GROUP BY r.id, r.name ORDER BY lower(r.name), r.id`,
			[scope.accountId, cycleId, today],
		)
		return rows
	})
}
