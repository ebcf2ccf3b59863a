import { isReminderHour, occasionsOn } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { holdCycleToRemind } from './hold-cycle-to-remind.server.ts'
import { listPeopleToRemind } from './list-people-to-remind.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { AnnounceReminders } from './write-reminders.server.ts'
import { writeReminders } from './write-reminders.server.ts'

/**
 * Reminds those of whom the day asks something in a cycle that runs or is being corrected and who were not told, up to `limit` of them in one
 * transaction. Before the hour from which mails go out where the account is, and while another process is at it, nobody.
 *
 * @returns how many are reminded; fewer than `limit` when all are
 */
export async function sendDueReminders(
	scope: AccountScope,
	of: { cycleId: string; at: Date; limit: number; announce: AnnounceReminders },
): Promise<number> {
	const { cycleId, at, limit, announce } = of
	return withAccount(
		scope,
		async (transaction) => {
			const { today, timeZone } = await readAccountCalendar(transaction, scope, at)
			if (!isReminderHour(timeZone, at)) return 0
			const cycle = await holdCycleToRemind(transaction, scope, { cycleId, mayMiss: true })
			if (!cycle) return 0
			const occasions = occasionsOn(today, cycle)
			const people = await listPeopleToRemind(transaction, scope, { cycle, today, occasions, limit })
			return writeReminders(transaction, scope, { cycle, today, people, announce })
		},
		{ timeout: 120_000 },
	)
}
