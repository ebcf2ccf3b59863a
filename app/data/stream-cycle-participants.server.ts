import type { AccountScope } from './account-scope.server.ts'
import type { CycleParticipant, CycleParticipantFilter } from './cycle-participants-sql.server.ts'
import { cycleParticipantsQuery } from './cycle-participants-sql.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

const batchSize = 2000
/** A reader who takes longer than this over the whole gets no more. */
const longest = 15 * 60_000

/**
 * The rows of `listCycleParticipants` without pages, as they stand at one moment, in batches: however many there are, only
 * one batch is in memory. Waits for `onRows` before it reads on.
 */
export async function streamCycleParticipants(
	scope: AccountScope,
	filter: CycleParticipantFilter,
	onRows: (rows: CycleParticipant[]) => Promise<void>,
): Promise<void> {
	await withAccount(
		scope,
		async (transaction) => {
			const { today } = await readAccountCalendar(transaction, scope)
			const { text, values } = cycleParticipantsQuery(scope, filter, today)
			const { sql } = transaction
			await sql.query(`DECLARE cycle_participant NO SCROLL CURSOR FOR ${text}`, values)
			for (;;) {
				const { rows } = await sql.query<CycleParticipant>(`FETCH ${batchSize} FROM cycle_participant`)
				if (rows.length === 0) return
				await onRows(rows)
			}
		},
		{ timeout: longest },
	)
}
