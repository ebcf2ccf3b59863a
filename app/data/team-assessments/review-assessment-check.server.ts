import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TakenAssessment } from './take-revealed-assessment.server.ts'
import { takeRevealedAssessment } from './take-revealed-assessment.server.ts'

export type ReviewCheckResult =
	| { ok: true }
	| Exclude<TakenAssessment, { ok: true }>
	| { ok: false; reason: 'own' | 'gone' | 'other-proposal' }

type Input = {
	assessmentId: string
	checkKey: string
	/** Who proposed it and why, as the person read it: another proposal is not confirmed. */
	proposal: { byId: string; note: string | null }
}

/** Confirms that a check does not apply to the team: by anybody who takes part but who proposed it. */
export async function reviewAssessmentCheck(
	scope: AccountScope,
	{ assessmentId, checkKey, proposal }: Input,
): Promise<ReviewCheckResult> {
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const taken = await takeRevealedAssessment(transaction, scope, { assessmentId, facilitator: false })
		if (!taken.ok) return taken
		const found = await sql.query<{ proposedById: string; note: string | null }>(
			`SELECT proposed_by_id AS "proposedById", note FROM team_assessment_check
			 WHERE account_id = $1 AND assessment_id = $2 AND check_key = $3 AND verdict = 'not_applicable'`,
			[scope.accountId, assessmentId, checkKey],
		)
		const [check] = found.rows
		if (!check) return { ok: false, reason: 'gone' }
		if (check.proposedById === taken.memberId) return { ok: false, reason: 'own' }
		if (check.proposedById !== proposal.byId || check.note !== proposal.note) {
			return { ok: false, reason: 'other-proposal' }
		}
		await sql.query(
			`UPDATE team_assessment_check SET reviewed_by_id = $4, reviewed_at = now()
			 WHERE account_id = $1 AND assessment_id = $2 AND check_key = $3`,
			[scope.accountId, assessmentId, checkKey, taken.memberId],
		)
		return { ok: true }
	})
}
