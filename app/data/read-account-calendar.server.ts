import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { todayIn } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type AccountCalendar = {
	/** Today where the account is. Who has left by this day counts as left. */
	today: Day
	timeZone: string
	/** First month of the fiscal year, 1 to 12. */
	fiscalYearStart: number
}

/** The calendar by which the account's cycles run, within an open transaction. `at` stands for now. */
export async function readAccountCalendar(
	{ db }: Transaction,
	scope: AccountScope,
	at: Date = new Date(),
): Promise<AccountCalendar> {
	const { timeZone, fiscalYearStart } = await db.account.findUniqueOrThrow({
		where: { id: scope.accountId },
		select: { timeZone: true, fiscalYearStart: true },
	})
	return { today: todayIn(timeZone, at), timeZone, fiscalYearStart }
}
