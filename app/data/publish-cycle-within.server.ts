import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { endReopeningWithin, restoreSentWithin } from './end-reopening-within.server.ts'
import { hasCorrectionChanges } from './has-correction-changes.server.ts'
import { insertSingleRaterOutcomes } from './insert-single-rater-outcomes.server.ts'
import { isCorrected } from './is-corrected.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { planChecksOnce } from './plan-checks-once.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import { renewSingleRaterOutcomes } from './renew-single-rater-outcomes.server.ts'
import { draftCheckpoints } from './roadmaps/draft-checkpoints.server.ts'
import { tellAfterPublication } from './reports/tell-after-publication.server.ts'
import { addWebhookEvent } from './webhooks/add-webhook-event.server.ts'
import { writeSnapshot } from './write-snapshot.server.ts'

export type PublishCycleResult =
	| {
			ok: true
			snapshotId: string
			/** 1, and one more for each correction. */
			version: number
			eligible: number
			assessed: number
			/** Assessed by one rater alone; of a correction those whom it made or renewed. */
			singleRater: number
	  }
	| { ok: false; reason: 'gone' }
	/** A correction in which nothing has changed: it is closed without a new version. */
	| { ok: false; reason: 'unchanged' }
	| { ok: false; reason: 'not-running'; phase: CyclePhase }

/**
 * `publishCycle` within an open transaction, which may then take minutes. Of a published cycle that is being corrected it writes
 * the next version, and ends the correction. The first version drafts a checkpoint of every plan.
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
	const isCorrection = await isCorrected(transaction, scope, { cycleId })
	if (!isRunning(phase) && !isCorrection) return { ok: false, reason: 'not-running', phase }
	// For the largest companies: one publication may take minutes and sort in memory.
	await sql.query(`SET LOCAL statement_timeout = '10min'`)
	await sql.query(`SET LOCAL work_mem = '64MB'`)
	await planChecksOnce(transaction)

	const { today } = await readAccountCalendar(transaction, scope, at)
	if (isCorrection && !(await hasCorrectionChanges(transaction, scope, { cycleId, today }))) {
		return { ok: false, reason: 'unchanged' }
	}
	if (!isCorrection) await freezeLeavers(transaction, scope, { cycleId, today })
	let singleRater = await renewSingleRaterOutcomes(transaction, scope, { cycleId, today })
	// A correction makes no result of anybody who has sent nothing anew.
	const insertOutcomes = () =>
		isCorrection ? 0 : insertSingleRaterOutcomes(transaction, scope, { cycleId, today })
	singleRater += await insertOutcomes()
	await restoreSentWithin(transaction, scope, { cycleId })
	// Where the only rater was given it back, what counts again is the only check-in that there is.
	singleRater += await insertOutcomes()
	onCounting?.()
	const { snapshotId, version, isForEverybody } = await writeSnapshot(transaction, scope, { cycleId, at })
	await endReopeningWithin(transaction, scope, { cycleId })
	await sql.query(
		`UPDATE cycle SET phase = 'published', published_at = $3, version = version + 1
		 WHERE account_id = $1 AND id = $2 AND phase <> 'published'`,
		[accountId, cycleId, at],
	)

	if (!isCorrection) singleRater = await countSingleRaters(transaction, scope, cycleId)
	const { rows } = await sql.query<{ eligible: number; assessed: number }>(
		`SELECT coalesce(sum(count) FILTER (WHERE value IN (0, 1)), 0)::int AS eligible,
			coalesce(sum(count) FILTER (WHERE value = 1), 0)::int AS assessed
		 FROM snapshot_cell
		 WHERE account_id = $1 AND snapshot_id = $2 AND node_id = $1 AND measure = 'state'`,
		[accountId, snapshotId],
	)
	const { eligible = 0, assessed = 0 } = rows[0] ?? {}
	if (!isCorrection) {
		await draftCheckpoints(transaction, scope, { cycleId, snapshotId })
		await tellAfterPublication(transaction, scope, { at })
	}
	await appendAuditEvent(transaction, scope, {
		action: isCorrection ? 'cycle.corrected' : 'cycle.published',
		subject: { kind: 'cycle', id: cycleId },
		detail: { snapshotId, eligible, assessed, singleRater, ...(isCorrection && { version, isForEverybody }) },
	})
	await addWebhookEvent(transaction, scope, { event: 'cycle.published', data: { cycleId, version } })
	return { ok: true, snapshotId, version, eligible, assessed, singleRater }
}

/** Also of those whose result was made when the review ended. */
async function countSingleRaters({ sql }: Transaction, { accountId }: AccountScope, cycleId: string) {
	const { rows } = await sql.query<{ count: number }>(
		`SELECT count(*)::int AS count FROM participant p
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND p.single_rater IS NOT NULL`,
		[accountId, cycleId],
	)
	return rows[0]?.count ?? 0
}

/** Freezes who has left by now. */
async function freezeLeavers(
	transaction: Transaction,
	scope: AccountScope,
	{ cycleId, today }: { cycleId: string; today: Day },
): Promise<void> {
	await transaction.sql.query(
		`UPDATE participant p SET state = 'left', version = p.version + 1
		 FROM member m
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active'
			AND m.account_id = p.account_id AND m.id = p.member_id AND m.left_on <= $3::date`,
		[scope.accountId, cycleId, today],
	)
}
