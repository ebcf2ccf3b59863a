import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { EvidenceDraft } from '#app/domain/team-assessment/evidence-draft.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'
import { writeEvidence } from './write-evidence.server.ts'

export type AddEvidenceResult =
	{ ok: true } | Exclude<TakenAssessment, { ok: true }> | { ok: false; reason: 'no-evidence' }

/** Puts a piece of evidence to a check that is being agreed on, by anybody who takes part. */
export async function addEvidence(
	scope: AccountScope,
	{ assessmentId, checkKey, evidence }: { assessmentId: string; checkKey: string; evidence: EvidenceDraft },
): Promise<AddEvidenceResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeRevealedAssessment(transaction, scope, { assessmentId, facilitator: false })
		if (!taken.ok) return taken
		const written = await writeEvidence(transaction, scope, {
			...{ assessmentId, checkKey, evidence, memberId: taken.memberId },
		})
		return written ? { ok: true } : { ok: false, reason: 'no-evidence' }
	})
}
