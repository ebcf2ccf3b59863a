import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { managerRater } from './manager-rater-sql.server.ts'
import { withAccount } from './database.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

export type ListedChoice = {
	memberId: string
	name: string
	onlyEssential: boolean
	/** Only where it is still to come. */
	snoozedUntil: Day | null
}

/** Who of a cycle, participants and managers, wants fewer reminders now. */
export async function listReminderChoices(
	scope: AccountScope,
	of: { cycleId: string; page: number; pageSize: number },
): Promise<{ choices: ListedChoice[]; total: number }> {
	const { cycleId, page, pageSize } = of
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ListedChoice & { total: number }>(
			`SELECT c.member_id AS "memberId", n.name, c.only_essential AS "onlyEssential",
				CASE WHEN c.snoozed_until > ${todayOfAccount} THEN c.snoozed_until::text END AS "snoozedUntil",
				count(*) OVER ()::int AS total
			 FROM reminder_choice c
			 JOIN member n ON n.account_id = c.account_id AND n.id = c.member_id
			 WHERE c.account_id = $1 AND (c.only_essential OR c.snoozed_until > ${todayOfAccount})
				AND EXISTS (SELECT FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2
					AND c.member_id IN (p.member_id, ${managerRater}))
			 ORDER BY lower(n.name), c.member_id LIMIT $3 OFFSET $4`,
			[scope.accountId, cycleId, pageSize, (page - 1) * pageSize],
		)
		return { choices: rows.map(({ total: _, ...choice }) => choice), total: rows[0]?.total ?? 0 }
	})
}
