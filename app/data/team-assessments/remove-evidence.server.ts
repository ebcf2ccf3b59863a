import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'

export type RemoveEvidenceResult = { ok: true } | Exclude<TakenAssessment, { ok: true }>

/** Takes a piece of evidence off a check: for who agrees, and for who gave it. Other checks keep it. */
export async function removeEvidence(
	scope: AccountScope,
	of: { assessmentId: string; checkKey: string; evidenceId: string },
): Promise<RemoveEvidenceResult> {
	const { assessmentId, checkKey, evidenceId } = of
	return withAccount(scope, async (transaction) => {
		const taken = await takeRevealedAssessment(transaction, scope, { assessmentId, facilitator: false })
		if (!taken.ok) return taken
		const removed = await transaction.sql.query(
			`UPDATE team_assessment_evidence e SET removed_at = now() FROM evidence v
			 WHERE e.account_id = $1 AND e.assessment_id = $2 AND e.check_key = $3 AND e.evidence_id = $4 AND e.removed_at IS NULL
				AND v.account_id = e.account_id AND v.id = e.evidence_id AND ($5 OR v.member_id = $6)`,
			[scope.accountId, assessmentId, checkKey, evidenceId, taken.head.facilitates, taken.memberId],
		)
		return removed.rowCount === 1 ? { ok: true } : { ok: false, reason: 'not-found' }
	})
}
