import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { runningPhases } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type HeldCycle = {
	id: string
	name: string
	phase: CyclePhase
	endsOn: Day
	lateJoinersUntil: Day | null
}

/**
 * The running cycle, kept in its phase until the transaction ends. Null where none runs, and where one is being moved or
 * published just now: that is not waited for, and looked at again by whoever tends cycles.
 */
export async function holdRunningCycle(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
): Promise<HeldCycle | null> {
	const { rows } = await sql.query<HeldCycle>(
		`SELECT c.id, c.name, c.phase, c.ends_on::text AS "endsOn", c.late_joiners_until::text AS "lateJoinersUntil"
		 FROM cycle c WHERE c.account_id = $1 AND c.phase = ANY ($2::cycle_phase[]) FOR SHARE SKIP LOCKED`,
		[accountId, runningPhases],
	)
	return rows[0] ?? null
}
