import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { EvidenceDraft } from '#app/domain/team-assessment/evidence-draft.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'
import { writeEvidence } from './write-evidence.server.ts'

export type AddEvidenceResult =
	{ ok: true } | Exclude<TakenAssessment, { ok: true }> | { ok: false; reason: 'no-evidence' }

/** Puts a piece of evidence to a check that is being agreed on, by anybody who takes part. The same click twice puts it once. */
export async function addEvidence(
	scope: AccountScope,
	of: { assessmentId: string; checkKey: string; evidence: EvidenceDraft; idempotencyKey: string },
): Promise<AddEvidenceResult> {
	const { assessmentId, checkKey, evidence } = of
	return withAccount(scope, async (transaction) => {
		let refusal: AddEvidenceResult | undefined
		const once = { key: of.idempotencyKey, action: `team-assessment.evidence:${assessmentId}:${checkKey}` }
		await runOnce(transaction, scope, once, async () => {
			const taken = await takeRevealedAssessment(transaction, scope, { assessmentId, facilitator: false })
			if (!taken.ok) refusal = taken
			else {
				const written = await writeEvidence(transaction, scope, {
					...{ assessmentId, checkKey, evidence, memberId: taken.memberId },
				})
				if (!written) refusal = { ok: false, reason: 'no-evidence' }
			}
			return { ok: refusal === undefined }
		})
		return refusal ?? { ok: true }
	})
}
