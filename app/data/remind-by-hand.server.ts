import { occasionsByHand } from '#app/domain/cycle/reminder.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { holdCycleToRemind } from './hold-cycle-to-remind.server.ts'
import { listPeopleToRemind } from './list-people-to-remind.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { ReminderFilter } from './reminder-todo-sql.server.ts'
import type { AnnounceReminders } from './write-reminders.server.ts'
import { writeReminders } from './write-reminders.server.ts'

/** More than this take part in no cycle. */
const everybody = 1_000_000

/**
 * Reminds all those that the chosen participants of a running cycle wait for, whatever they have chosen to be told, at any
 * hour. Who got a mail today is left out, so that the same click twice reminds once.
 */
export async function remindByHand(
	scope: AccountScope,
	of: { cycleId: string; filter: ReminderFilter; announce: AnnounceReminders },
): Promise<{ ok: true; reminded: number } | { ok: false; reason: 'not-running' }> {
	const { cycleId, filter, announce } = of
	return withAccount(
		scope,
		async (transaction) => {
			const { today } = await readAccountCalendar(transaction, scope)
			const cycle = await holdCycleToRemind(transaction, scope, { cycleId, mayMiss: false })
			if (!cycle) return { ok: false, reason: 'not-running' }
			const occasions = occasionsByHand(today, cycle)
			const found = { cycle, today, occasions, filter, limit: everybody }
			const people = await listPeopleToRemind(transaction, scope, found)
			const reminded = await writeReminders(transaction, scope, { cycle, today, people, announce })
			if (reminded > 0) {
				await appendAuditEvent(transaction, scope, {
					action: 'cycle.reminded',
					subject: { kind: 'cycle', id: cycleId },
					detail: { people: reminded },
				})
			}
			return { ok: true, reminded }
		},
		{ timeout: 120_000 },
	)
}
