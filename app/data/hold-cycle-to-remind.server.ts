import type { CycleDates } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type CycleToRemind = CycleDates & {
	id: string
	name: string
	phase: CyclePhase
	startsOn: Day
	endsOn: Day
}

/**
 * A cycle that runs or is being corrected, kept in its phase until the transaction ends, for whoever alone reminds of it now: of
 * two at the same moment the second waits, or gets null where it `mayMiss`. Null too where the cycle waits for nobody.
 */
export async function holdCycleToRemind(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, mayMiss }: { cycleId: string; mayMiss: boolean },
): Promise<CycleToRemind | null> {
	const lock = `hashtextextended('cycle.remind:' || $1, 0)`
	if (mayMiss) {
		const { rows } = await sql.query<{ free: boolean }>(`SELECT pg_try_advisory_xact_lock(${lock}) AS free`, [
			accountId,
		])
		if (!rows[0]?.free) return null
	} else await sql.query(`SELECT pg_advisory_xact_lock(${lock})`, [accountId])
	const { rows } = await sql.query<CycleToRemind & { isCorrected: boolean }>(
		`SELECT c.phase = 'published' AND c.reopened_at IS NOT NULL AS "isCorrected", c.id, c.name, c.phase, c.starts_on::text AS "startsOn", c.ends_on::text AS "endsOn",
			c.opens_on::text AS "opensOn", c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn",
			c.publishes_on::text AS "publishesOn"
		 FROM cycle c WHERE c.account_id = $1 AND c.id = $2 FOR SHARE ${mayMiss ? 'SKIP LOCKED' : ''}`,
		[accountId, cycleId],
	)
	const [cycle] = rows
	return cycle && (isRunning(cycle.phase) || cycle.isCorrected) ? cycle : null
}
