import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { insertSingleRaterOutcomes } from './insert-single-rater-outcomes.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { writeSnapshot } from './write-snapshot.server.ts'

export type PublishCycleResult =
	| { ok: true; snapshotId: string; eligible: number; assessed: number; singleRater: number }
	| { ok: false; reason: 'gone' }
	| { ok: false; reason: 'not-running'; phase: CyclePhase }

/**
 * `publishCycle` within an open transaction, which may then take minutes.
 *
 * @param of.onCounting once what is counted stands firm
 */
export async function publishCycleWithin(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, at = new Date(), onCounting }: { cycleId: string; at?: Date; onCounting?: () => void },
): Promise<PublishCycleResult> {
	const { sql } = transaction
	const { accountId } = scope
	const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
	if (!phase) return { ok: false, reason: 'gone' }
	if (!isRunning(phase)) return { ok: false, reason: 'not-running', phase }
	// For the largest companies: one publication may take minutes and sort in memory.
	await sql.query(`SET LOCAL statement_timeout = '10min'`)
	await sql.query(`SET LOCAL work_mem = '64MB'`)
	await sql.query(`SET LOCAL jit = off`)
	// The checks of foreign keys are planned once for these rows, not for each of them, which takes longer than the
	// rows themselves; and not as they were planned when the tables were small.
	await sql.query(`DISCARD PLANS`)
	await sql.query(`SET LOCAL plan_cache_mode = auto`)

	const { today } = await readAccountCalendar(transaction, scope, at)
	await sql.query(
		`UPDATE participant p SET state = 'left', version = p.version + 1
		 FROM member m
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active'
			AND m.account_id = p.account_id AND m.id = p.member_id AND m.left_on <= $3::date`,
		[accountId, cycleId, today],
	)
	const singleRater = await insertSingleRaterOutcomes(transaction, scope, { cycleId, today })
	onCounting?.()
	const { snapshotId } = await writeSnapshot(transaction, scope, { cycleId, at })
	await sql.query(
		`UPDATE cycle SET phase = 'published', published_at = $3, version = version + 1
		 WHERE account_id = $1 AND id = $2`,
		[accountId, cycleId, at],
	)

	const { rows } = await sql.query<{ eligible: number; assessed: number }>(
		`SELECT coalesce(sum(count) FILTER (WHERE value IN (0, 1)), 0)::int AS eligible,
			coalesce(sum(count) FILTER (WHERE value = 1), 0)::int AS assessed
		 FROM snapshot_cell
		 WHERE account_id = $1 AND snapshot_id = $2 AND node_id = $1 AND measure = 'state'`,
		[accountId, snapshotId],
	)
	const { eligible = 0, assessed = 0 } = rows[0] ?? {}
	await appendAuditEvent(transaction, scope, {
		action: 'cycle.published',
		subject: { kind: 'cycle', id: cycleId },
		detail: { snapshotId, eligible, assessed, singleRater },
	})
	return { ok: true, snapshotId, eligible, assessed, singleRater }
}
