import type { AccountScope } from './account-scope.server.ts'
import type { CycleParticipant, CycleParticipantFilter } from './cycle-participants-sql.server.ts'
import { cycleParticipantsPageQuery } from './cycle-participants-sql.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/** The participants of a cycle by where they stand: whom a cycle waits for, who would be not assessed. Never an answer. */
export async function listCycleParticipants(
	scope: AccountScope,
	{ page = 1, pageSize = 50, ...filter }: CycleParticipantFilter & { page?: number; pageSize?: number },
): Promise<{ participants: CycleParticipant[]; total: number }> {
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { text, values } = cycleParticipantsPageQuery(scope, filter, today)
		const { rows } = await transaction.sql.query<CycleParticipant & { total: number }>(text, [
			...values,
			pageSize,
			(page - 1) * pageSize,
		])
		return {
			participants: rows.map(({ total: _, ...participant }) => participant),
			total: rows[0]?.total ?? 0,
		}
	})
}
