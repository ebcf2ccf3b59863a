import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { selectAssessment } from './select-assessment.server.ts'

export type ResumeAssessmentResult = { ok: true } | { ok: false; reason: 'not-found' | 'closed' }

/** Takes up agreeing again, until the cycle is published. What was agreed is there to begin from. */
export async function resumeAssessment(
	scope: AccountScope,
	{ assessmentId }: { assessmentId: string },
): Promise<ResumeAssessmentResult> {
	return withAccount(scope, async (transaction) => {
		const head = await selectAssessment(transaction, scope, assessmentId, { hold: true })
		if (!head?.facilitates) return { ok: false, reason: 'not-found' }
		if (!isRunning(head.phase)) return { ok: false, reason: 'closed' }
		if (head.state !== 'agreed') return { ok: true }
		await transaction.sql.query(
			`UPDATE team_assessment SET state = 'revealed', agreed_at = NULL, agreed_by_id = NULL, version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, assessmentId],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'team-assessment.resumed',
			subject: { kind: 'team-assessment', id: assessmentId },
			detail: { teamId: head.teamId, cycleId: head.cycleId },
		})
		return { ok: true }
	})
}
