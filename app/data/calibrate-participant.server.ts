import type { Person } from '#app/domain/access/policy.ts'
import { mayCalibrateTo } from '#app/domain/calibration/calibrated-tier.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { ParticipantStanding } from '#app/domain/cycle/participant-standing.ts'
import { assessedStandings } from '#app/domain/cycle/participant-standing.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { calibrationSightOf, inCalibrationSight } from './calibration-sight-sql.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import { insertSingleRaterOutcomes } from './insert-single-rater-outcomes.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { OutcomeContent } from './read-outcome.server.ts'
import { readOutcome } from './read-outcome.server.ts'
import type { Pair } from './read-pair.server.ts'
import { readPair } from './read-pair.server.ts'
import { renewSingleRaterOutcomes, sentAnewAlone } from './renew-single-rater-outcomes.server.ts'
import { runOnce } from './run-once.server.ts'

type Input = {
	groupId: string
	participantId: string
	/** The version of the outcome that was seen last, 0 where there was none. */
	version: number
	tier: HalfSteps
	reason: string
	idempotencyKey: string
}

export type CalibrateParticipantResult =
	| { ok: true; memberName: string }
	/** Not in this group, not there, or not the person's to calibrate: nobody calibrates themselves. */
	| { ok: false; reason: 'not-found' }
	/** The cycle is not in calibration, the group is locked, or the participant is exempt or has left. */
	| { ok: false; reason: 'not-calibrating' | 'locked' | 'not-eligible' }
	/** There is no result yet, or it was reopened and is to be agreed anew. */
	| { ok: false; reason: 'not-agreed' }
	/** The tier that it has; or tier 0.5, which the entry question alone decides. */
	| { ok: false; reason: 'same-tier' | 'entry-decides' }
	/** Something else was agreed or calibrated in the meantime; it stays as it is. */
	| { ok: false; reason: 'conflict'; current: OutcomeContent | null }

/**
 * Changes the tier of a result in calibration, with a reason that stands beside it. The answers stay as they were agreed. By HR,
 * and by managers about the people of their own subtree as frozen in the cycle. The same click twice changes once.
 */
export async function calibrateParticipant(
	scope: AccountScope,
	person: Person,
	input: Input,
): Promise<CalibrateParticipantResult> {
	return withAccount(scope, async (transaction) => {
		let refusal: CalibrateParticipantResult | undefined
		const once = { key: input.idempotencyKey, action: `outcome.calibrate:${input.participantId}` }
		const done = await runOnce(transaction, scope, once, async () => {
			const result = await calibrate(transaction, scope, person, input)
			if (!result.ok) refusal = result
			return result.ok ? result : { ok: false, memberName: '' }
		})
		return refusal ?? { ok: true, memberName: done.memberName }
	})
}

async function calibrate(
	transaction: Transaction,
	scope: AccountScope,
	person: Person,
	{ groupId, participantId, version, tier, reason }: Input,
): Promise<CalibrateParticipantResult> {
	const pair = await readPair(transaction, scope, participantId, { holdPhase: true })
	if (!pair || !(await isCalibratedBy(transaction, scope, person, pair)))
		return { ok: false, reason: 'not-found' }
	const group = await findGroupLock(transaction, scope, participantId)
	if (group?.groupId !== groupId) return { ok: false, reason: 'not-found' }
	if (pair.phase !== 'calibration') return { ok: false, reason: 'not-calibrating' }
	if (group.isLocked) return { ok: false, reason: 'locked' }
	const { today } = await readAccountCalendar(transaction, scope)
	const stands = await readStands(transaction, scope, pair, today)
	if (stands === null) return { ok: false, reason: 'not-eligible' }
	const current = await readOutcome(transaction, scope, participantId, { lock: true })
	if ((current?.version ?? 0) !== version) return { ok: false, reason: 'conflict', current }
	if (!assessedStandings.includes(stands.standing)) return { ok: false, reason: 'not-agreed' }
	const from = stands.anewTier ?? current?.tier ?? stands.singleTier
	if (from === null) return { ok: false, reason: 'not-agreed' }
	if (from === tier) return { ok: false, reason: 'same-tier' }
	if (!mayCalibrateTo(from, tier)) return { ok: false, reason: 'entry-decides' }

	if (stands.anewTier !== null) {
		const participantIds = [participantId]
		await renewSingleRaterOutcomes(transaction, scope, { cycleId: pair.cycleId, today, participantIds })
	} else if (current === null) {
		await insertSingleRaterOutcomes(transaction, scope, { cycleId: pair.cycleId, today, participantId })
	}
	const { sql } = transaction
	await sql.query(
		`UPDATE outcome SET tier = $3, version = version + 1 WHERE account_id = $1 AND participant_id = $2`,
		[scope.accountId, participantId, tier],
	)
	await sql.query(
		`INSERT INTO calibration_change (account_id, participant_id, from_tier, to_tier, reason, changed_by_id)
		 VALUES ($1, $2, $3, $4, $5, $6)`,
		[scope.accountId, participantId, from, tier, reason, scope.membershipId],
	)
	await appendAuditEvent(transaction, scope, {
		action: 'outcome.calibrated',
		subject: { kind: 'member', memberId: pair.memberId },
		detail: { cycleId: pair.cycleId, groupId },
	})
	return { ok: true, memberName: pair.memberName }
}

async function isCalibratedBy(
	{ sql }: Transaction,
	scope: AccountScope,
	person: Person,
	pair: Pair,
): Promise<boolean> {
	const sight = calibrationSightOf(person)
	if (sight === null || scope.memberId === pair.memberId) return false
	const { rowCount } = await sql.query(
		`SELECT FROM participant p JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.id = $3
			AND ${inCalibrationSight({ account: '$1', cycle: '$2', sight: '$4::text', member: '$5' })}`,
		[scope.accountId, pair.cycleId, pair.participantId, sight, scope.memberId],
	)
	return rowCount === 1
}

type Stands = {
	standing: ParticipantStanding
	/** Of the only rater there can be. */
	singleTier: HalfSteps | null
	/** The same, where it was sent after a reopening and the result is older. */
	anewTier: HalfSteps | null
}

/** Where an eligible participant stands; null for who is not eligible. */
async function readStands(
	{ sql }: Transaction,
	scope: AccountScope,
	{ participantId, cycleId }: Pair,
	today: Day,
): Promise<Stands | null> {
	const { rows } = await sql.query<Stands>(
		`SELECT s.standing, CASE WHEN s.standing = 'single-rater' THEN (SELECT i.tier FROM check_in i
			WHERE i.account_id = $1 AND i.participant_id = s.id AND i.submitted_at IS NOT NULL) END AS "singleTier",
			(SELECT a.tier FROM (${sentAnewAlone}) a WHERE a.participant_id = s.id) AS "anewTier"
		 FROM (${standingRows} AND p.id = $4) s WHERE s.standing NOT IN ('exempt', 'left')`,
		[scope.accountId, cycleId, today, participantId],
	)
	return rows[0] ?? null
}
