import type { CycleDates } from '#app/domain/cycle/cycle-dates.ts'
import { phaseDue } from '#app/domain/cycle/cycle-dates.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { mayMoveTo } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { insertSingleRaterOutcomes } from './insert-single-rater-outcomes.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type MoveCyclePhaseResult =
	| { ok: true; from: CyclePhase; moved: boolean }
	| { ok: false; reason: 'gone' }
	/** The cycle is past it, or not open yet. */
	| { ok: false; reason: 'not-now'; phase: CyclePhase }
	/** Its day was moved meanwhile. */
	| { ok: false; reason: 'not-due' }

/**
 * Moves a running cycle on to its review or calibration. Whoever is writing in it is waited for. Where it is there already,
 * nothing happens. Dates stay as they were planned. Once no answers are taken, who was rated by the only one who could has that
 * result: an account that the other one gets later has nobody waited for.
 *
 * @param of.byDate because its day has come, on nobody's behalf; `at` stands for now
 */
export async function moveCyclePhase(
	scope: AccountScope,
	of: { cycleId: string; to: 'review' | 'calibration'; byDate?: boolean; at?: Date },
): Promise<MoveCyclePhaseResult> {
	const { cycleId, to, byDate = false, at } = of
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const { rows } = await sql.query<CycleDates & { phase: CyclePhase }>(
			`SELECT c.phase, c.opens_on::text AS "opensOn", c.review_on::text AS "reviewOn",
				c.calibration_on::text AS "calibrationOn", c.publishes_on::text AS "publishesOn"
			 FROM cycle c WHERE c.account_id = $1 AND c.id = $2 FOR NO KEY UPDATE`,
			[scope.accountId, cycleId],
		)
		const [cycle] = rows
		if (!cycle) return { ok: false, reason: 'gone' }
		const { phase: from } = cycle
		if (from === to) return { ok: true, from, moved: false }
		if (from === 'draft' || !mayMoveTo(from, to)) return { ok: false, reason: 'not-now', phase: from }
		const { today } = await readAccountCalendar(transaction, scope, at)
		if (byDate && phaseDue(from, cycle, today) !== to) return { ok: false, reason: 'not-due' }
		if (to === 'calibration') await insertSingleRaterOutcomes(transaction, scope, { cycleId, today })
		await sql.query(
			`UPDATE cycle SET phase = $3::cycle_phase, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, cycleId, to],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.moved',
			subject: { kind: 'cycle', id: cycleId },
			detail: { from, to, byDate },
		})
		return { ok: true, from, moved: true }
	})
}
