import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Occasion, ReminderOccasion } from '#app/domain/cycle/reminder.ts'
import { digestDays } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { CycleToRemind } from './hold-cycle-to-remind.server.ts'
import type { ReminderFilter } from './reminder-todo-sql.server.ts'
import { reminderTodo, reminderTodoValues } from './reminder-todo-sql.server.ts'

export type PersonToRemind = {
	memberId: string
	email: string
	/** Their own check-in waits. */
	own: boolean
	/** For how many others they are to answer. */
	rate: number
	/** With how many there is something to agree. */
	agree: number
	occasions: ReminderOccasion[]
	/** The day of each occasion. */
	aboutOn: Day[]
}

/**
 * Who is to be told something of a cycle today and was not: people with a way in, for whom something waits, whose choice lets
 * one of the occasions through, and who got no mail today.
 */
export async function listPeopleToRemind(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: {
		cycle: CycleToRemind
		today: Day
		occasions: readonly Occasion[]
		filter?: ReminderFilter
		limit: number
	},
): Promise<PersonToRemind[]> {
	const { cycle, today, occasions, filter, limit } = of
	const { rows } = await sql.query<PersonToRemind>(
		`${reminderTodo}
		 SELECT t.member_id AS "memberId", u.email, t.own, t.rate, t.agree,
			array_agg(o.occasion ORDER BY o.occasion) AS occasions,
			array_agg(said.about_on::text ORDER BY o.occasion) AS "aboutOn"
		 FROM todo t
		 JOIN membership m ON m.account_id = $1 AND m.member_id = t.member_id
		 JOIN "user" u ON u.id = m.user_id
		 LEFT JOIN reminder_choice c ON c.account_id = $1 AND c.member_id = t.member_id
		 JOIN unnest($10::text[], $11::date[], $12::text[], $13::boolean[]) AS o (occasion, about_on, side, essential)
			ON CASE o.side WHEN 'own' THEN t.own WHEN 'rate' THEN t.rate > 0 WHEN 'reports' THEN t.rate + t.agree > 0
				WHEN 'reopened' THEN t.reopened_on IS NOT NULL ELSE true END
			AND (o.essential OR NOT coalesce(c.only_essential, false) AND coalesce(c.snoozed_until <= $3::date, true))
		 CROSS JOIN LATERAL (SELECT CASE o.side WHEN 'reopened' THEN t.reopened_on ELSE o.about_on END AS about_on) said
		 WHERE NOT EXISTS (SELECT FROM reminder r WHERE r.account_id = $1 AND r.cycle_id = $2
				AND r.member_id = t.member_id AND r.occasion = o.occasion AND r.about_on = said.about_on)
			AND (o.occasion <> 'digest' OR NOT EXISTS (SELECT FROM reminder_mail w WHERE w.account_id = $1
				AND w.member_id = t.member_id AND w.cycle_id = $2 AND w.day > $3::date - $14::int))
			AND NOT EXISTS (SELECT FROM reminder_mail d WHERE d.account_id = $1 AND d.member_id = t.member_id
				AND d.day = $3::date)
			AND membership_is_open(m)
		 GROUP BY t.member_id, u.email, t.own, t.rate, t.agree
		 ORDER BY t.member_id LIMIT $15`,
		[
			...reminderTodoValues({
				accountId,
				cycleId: cycle.id,
				today,
				takesAnswers: takesAnswers({ phase: cycle.phase, reopenedAt: null }),
				...(filter && { filter }),
			}),
			occasions.map(({ occasion }) => occasion),
			occasions.map(({ aboutOn }) => aboutOn),
			occasions.map(({ side }) => side),
			occasions.map(({ isEssential }) => isEssential),
			digestDays,
			limit,
		],
	)
	return rows
}
