import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ReminderOccasion } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type SentReminder = {
	memberId: string
	name: string
	day: Day
	occasions: ReminderOccasion[]
	/** Who sent it by hand; null where it came by itself. */
	byName: string | null
}

/** Who was reminded in a cycle, when and for what, the newest first; all of them without the size of a page. */
export async function listSentReminders(
	scope: AccountScope,
	of: { cycleId: string; search?: string; page: number; pageSize: number | null },
): Promise<{ reminders: SentReminder[]; total: number }> {
	const { cycleId, search = '', page, pageSize } = of
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<SentReminder & { total: number }>(
			`SELECT w.member_id AS "memberId", n.name, w.day::text AS day, u.name AS "byName",
				ARRAY (SELECT r.occasion FROM reminder r WHERE r.account_id = $1 AND r.member_id = w.member_id
					AND r.day = w.day ORDER BY r.occasion) AS occasions,
				count(*) OVER ()::int AS total
			 FROM reminder_mail w
			 JOIN member n ON n.account_id = $1 AND n.id = w.member_id
			 LEFT JOIN membership m ON m.account_id = $1 AND m.user_id = w.by_user_id
			 LEFT JOIN "user" u ON u.id = m.user_id
			 WHERE w.account_id = $1 AND w.cycle_id = $2 AND ($3 = '' OR strpos(lower(n.name), lower($3)) > 0)
			 ORDER BY w.day DESC, lower(n.name), w.member_id LIMIT $4 OFFSET $5`,
			[scope.accountId, cycleId, search, pageSize, (page - 1) * (pageSize ?? 0)],
		)
		return {
			reminders: rows.map(({ total: _, ...reminder }) => reminder),
			total: rows[0]?.total ?? 0,
		}
	})
}
