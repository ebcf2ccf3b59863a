import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { takesAnswers } from '#app/domain/check-in/phases.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { ReminderFilter } from './reminder-todo-sql.server.ts'
import { reminderTodo, reminderTodoValues } from './reminder-todo-sql.server.ts'

export type ReminderPerson = {
	memberId: string
	name: string
	own: boolean
	rate: number
	agree: number
	/** Whether a mail can reach them: they have a user account that is open. */
	canGet: boolean
	onlyEssential: boolean
	/** Only where it is still to come. */
	snoozedUntil: Day | null
	lastOn: Day | null
	isToday: boolean
}

export type ReminderPeople = {
	people: ReminderPerson[]
	/** Of all pages. */
	total: number
	noAccount: number
	/** Of those with an account, who got a mail today. */
	today: number
}

/** Whom the chosen participants of a cycle wait for, with what they were told and want to be told. */
export async function listReminderPeople(
	scope: AccountScope,
	of: {
		cycle: { id: string; phase: CyclePhase }
		filter: ReminderFilter
		page: number
		pageSize: number
	},
): Promise<ReminderPeople> {
	const { cycle, filter, page, pageSize } = of
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows } = await transaction.sql.query<
			ReminderPerson & { total: number; noAccount: number; today: number }
		>(
			`${reminderTodo}, person AS (
				SELECT t.member_id AS "memberId", n.name, t.own, t.rate, t.agree, m.id IS NOT NULL AS "canGet",
					coalesce(c.only_essential, false) AS "onlyEssential",
					CASE WHEN c.snoozed_until > $3::date THEN c.snoozed_until::text END AS "snoozedUntil",
					(SELECT max(r.day)::text FROM reminder_mail r WHERE r.account_id = $1 AND r.member_id = t.member_id
						AND r.cycle_id = $2) AS "lastOn",
					EXISTS (SELECT FROM reminder_mail r WHERE r.account_id = $1 AND r.member_id = t.member_id
						AND r.day = $3::date) AS "isToday"
				FROM todo t
				JOIN member n ON n.account_id = $1 AND n.id = t.member_id
				LEFT JOIN membership m ON m.account_id = $1 AND m.member_id = t.member_id AND membership_is_open(m)
				LEFT JOIN reminder_choice c ON c.account_id = $1 AND c.member_id = t.member_id
			 )
			 SELECT p.*, count(*) OVER ()::int AS total, count(*) FILTER (WHERE NOT "canGet") OVER ()::int AS "noAccount",
				count(*) FILTER (WHERE "canGet" AND "isToday") OVER ()::int AS today
			 FROM person p ORDER BY lower(name), "memberId" LIMIT $10 OFFSET $11`,
			[
				...reminderTodoValues({
					...{ accountId: scope.accountId, cycleId: cycle.id, today, filter },
					takesAnswers: takesAnswers({ phase: cycle.phase, reopenedAt: null }),
				}),
				...[pageSize, (page - 1) * pageSize],
			],
		)
		const { total = 0, noAccount = 0, today: reminded = 0 } = rows[0] ?? {}
		const people = rows.map(({ total: _, noAccount: __, today: ___, ...person }) => person)
		return { people, total, noAccount, today: reminded }
	})
}
