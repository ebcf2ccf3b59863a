import type { AgreementDraft } from '#app/domain/check-in/check-in-draft.ts'
import { takesAgreements } from '#app/domain/check-in/phases.ts'
import type { Settled, SettleIssue } from '#app/domain/check-in/settle-tier.ts'
import { settleTier } from '#app/domain/check-in/settle-tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'
import { findGroupLock } from './find-group-lock.server.ts'
import { isCalibrated } from './is-calibrated.server.ts'
import { isAgreedBy } from './may-agree.server.ts'
import type { OutcomeContent } from './read-outcome.server.ts'
import { readOutcome } from './read-outcome.server.ts'
import { raterOf, readPair } from './read-pair.server.ts'
import { readRubricFamily } from './read-rubric-family.server.ts'
import { runOnce } from './run-once.server.ts'

type Input = { participantId: string; version: number; draft: AgreementDraft; idempotencyKey: string }

export type AgreeOutcomeResult =
	| { ok: true }
	/** Not the person's to agree, or not there. */
	| { ok: false; reason: 'not-found' }
	/** One of the two is not in yet; or the cycle is over, or the participant is exempt or has left. */
	| { ok: false; reason: 'not-both' | 'closed' | 'other-questions' }
	/** The calibration group is locked; or the tier was changed in calibration, which only a reopening takes back. */
	| { ok: false; reason: 'group-locked' | 'calibrated' }
	/** Something else was agreed in the meantime; it stays as it is. */
	| { ok: false; reason: 'conflict'; current: OutcomeContent | null }
	| { ok: false; reason: 'incomplete'; issues: readonly SettleIssue[] }

/**
 * Records what a pair agreed, question by question, and the tier: by the manager of the pair, as frozen in the cycle, or by
 * HR where that manager no longer can; once both have sent, and anew until publication. The same click twice agrees once.
 *
 * @param input.version the version that the manager saw last, 0 where nothing was agreed
 */
export async function agreeOutcome(scope: AccountScope, input: Input): Promise<AgreeOutcomeResult> {
	return withAccount(scope, async (transaction) => {
		let refusal: AgreeOutcomeResult | undefined
		const once = { key: input.idempotencyKey, action: `outcome.agree:${input.participantId}` }
		await runOnce(transaction, scope, once, async () => {
			const result = await agree(transaction, scope, input)
			if (!result.ok) refusal = result
			return { ok: result.ok }
		})
		return refusal ?? { ok: true }
	})
}

async function agree(
	transaction: Transaction,
	scope: AccountScope,
	{ participantId, version, draft }: Input,
): Promise<AgreeOutcomeResult> {
	const pair = await readPair(transaction, scope, participantId, { holdPhase: true })
	if (!pair || !isAgreedBy(scope, pair)) return { ok: false, reason: 'not-found' }
	if (!pair.selfSent || !pair.managerSent) return { ok: false, reason: 'not-both' }
	if (pair.state !== 'active' || !takesAgreements(pair)) return { ok: false, reason: 'closed' }
	const group = await findGroupLock(transaction, scope, participantId)
	if (group?.isLocked) return { ok: false, reason: 'group-locked' }
	if (await isCalibrated(transaction, scope, participantId)) return { ok: false, reason: 'calibrated' }
	const family = await readRubricFamily(transaction, scope, pair)
	const keys = family?.questions.map(({ key }) => key) ?? []
	if (family === null || draft.answers.some(({ questionKey }) => !keys.includes(questionKey))) {
		return { ok: false, reason: 'other-questions' }
	}
	const current = await readOutcome(transaction, scope, participantId, { lock: true })
	if ((current?.version ?? 0) !== version) return { ok: false, reason: 'conflict', current }
	const result = settleTier(draft, keys)
	if (!result.ok) return { ok: false, reason: 'incomplete', issues: result.issues }

	if (!(await writeOutcome(transaction, scope, { participantId, version }, result.settled))) {
		return { ok: false, reason: 'conflict', current: await readOutcome(transaction, scope, participantId) }
	}
	await appendAuditEvent(transaction, scope, {
		action: 'outcome.agreed',
		subject: { kind: 'member', memberId: pair.memberId },
		detail: {
			cycleId: pair.cycleId,
			again: version > 0,
			...(raterOf(scope, pair) === null && { inPlaceOfManager: true }),
		},
	})
	return { ok: true }
}

/** False where another tab was faster with the first agreement. */
async function writeOutcome(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { participantId: string; version: number },
	{ tier, suggestedTier, tierReason, answers }: Settled,
): Promise<boolean> {
	const written = await sql.query(
		of.version === 0
			? `INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, tier_reason, agreed_by_id)
				VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (account_id, participant_id) DO NOTHING`
			: `UPDATE outcome SET tier = $3, suggested_tier = $4, tier_reason = $5, agreed_by_id = $6, single_rater = NULL,
					agreed_at = now(), version = version + 1
				WHERE account_id = $1 AND participant_id = $2`,
		[scope.accountId, of.participantId, tier, suggestedTier, tierReason, scope.membershipId],
	)
	if (written.rowCount === 0) return false
	await sql.query(
		`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
		 SELECT $1, $2, * FROM unnest($3::text[], $4::smallint[])
		 ON CONFLICT (account_id, participant_id, question_key) DO UPDATE SET half_steps = EXCLUDED.half_steps`,
		[
			scope.accountId,
			of.participantId,
			answers.map(({ questionKey }) => questionKey),
			answers.map(({ halfSteps }) => halfSteps),
		],
	)
	return true
}
