import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { CheckDraft } from '#app/domain/team-assessment/input-draft.ts'
import type { EvidenceDraft } from '#app/domain/team-assessment/evidence-draft.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'
import { writeEvidence } from './write-evidence.server.ts'

type Input = {
	assessmentId: string
	version: number
	check: CheckDraft & { verdict: NonNullable<CheckDraft['verdict']> }
	evidence: EvidenceDraft | null
	idempotencyKey: string
}

export type SaveCheckResult =
	{ ok: true } | Exclude<TakenAssessment, { ok: true }> | { ok: false; reason: 'no-evidence' }

/**
 * Records what a team agreed about one check, with a piece of evidence where there is one. That the check does not apply is
 * proposed by it: another proposal needs another confirmation. The same click twice records it once.
 */
export async function saveAssessmentCheck(scope: AccountScope, input: Input): Promise<SaveCheckResult> {
	return withAccount(scope, async (transaction) => {
		let refusal: SaveCheckResult | undefined
		const action = `team-assessment.check:${input.assessmentId}:${input.check.checkKey}`
		await runOnce(transaction, scope, { key: input.idempotencyKey, action }, async () => {
			const saved = await save(transaction, scope, input)
			if (!saved.ok) refusal = saved
			return { ok: saved.ok }
		})
		return refusal ?? { ok: true }
	})
}

async function save(
	transaction: Transaction,
	scope: AccountScope,
	{ assessmentId, version, check, evidence }: Input,
): Promise<SaveCheckResult> {
	const taken = await takeRevealedAssessment(transaction, scope, { assessmentId, version, facilitator: true })
	if (!taken.ok) return taken
	if (evidence) {
		const written = await writeEvidence(transaction, scope, {
			...{ assessmentId, checkKey: check.checkKey, evidence, memberId: taken.memberId },
		})
		if (!written) return { ok: false, reason: 'no-evidence' }
	}
	const isSame = `k.verdict = EXCLUDED.verdict AND k.note IS NOT DISTINCT FROM EXCLUDED.note`
	await transaction.sql.query(
		`INSERT INTO team_assessment_check AS k (account_id, assessment_id, check_key, verdict, note, proposed_by_id)
		 VALUES ($1, $2, $3, $4, $5, $6)
		 ON CONFLICT (account_id, assessment_id, check_key) DO UPDATE SET
			proposed_by_id = CASE WHEN ${isSame} THEN k.proposed_by_id ELSE EXCLUDED.proposed_by_id END,
			reviewed_by_id = CASE WHEN ${isSame} THEN k.reviewed_by_id END,
			reviewed_at = CASE WHEN ${isSame} THEN k.reviewed_at END,
			verdict = EXCLUDED.verdict, note = EXCLUDED.note`,
		[scope.accountId, assessmentId, check.checkKey, check.verdict, check.note, taken.memberId],
	)
	await transaction.sql.query(
		`UPDATE team_assessment SET version = version + 1 WHERE account_id = $1 AND id = $2`,
		[scope.accountId, assessmentId],
	)
	return { ok: true }
}
