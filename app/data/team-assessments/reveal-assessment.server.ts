import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import { selectAssessment } from './select-assessment.server.ts'

export type RevealResult =
	{ ok: true } | { ok: false; reason: 'not-found' | 'closed' | 'revealed' | 'nobody' | 'other-count' }

/**
 * Ends the blindness: from here on nobody adds a view, and those who take part see all that were sent.
 *
 * @param of.inputs how many views were in when it was asked for: nobody reveals fewer, or more, than they meant
 */
export async function revealAssessment(
	scope: AccountScope,
	{ assessmentId, inputs }: { assessmentId: string; inputs: number },
): Promise<RevealResult> {
	return withAccount(scope, async (transaction) => {
		const head = await selectAssessment(transaction, scope, assessmentId, { hold: true })
		if (!head?.facilitates) return { ok: false, reason: 'not-found' }
		if (!isRunning(head.phase)) return { ok: false, reason: 'closed' }
		if (head.state !== 'collecting') return { ok: false, reason: 'revealed' }
		if (head.inputs === 0) return { ok: false, reason: 'nobody' }
		if (head.inputs !== inputs) return { ok: false, reason: 'other-count' }
		await transaction.sql.query(
			`UPDATE team_assessment SET state = 'revealed', revealed_at = now(), revealed_by_id = $3, revealed_inputs = $4,
				revealed_of = $5, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, assessmentId, scope.memberId, head.inputs, head.asked],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'team-assessment.revealed',
			subject: { kind: 'team-assessment', id: assessmentId },
			detail: { teamId: head.teamId, cycleId: head.cycleId, inputs: head.inputs, of: head.asked },
		})
		return { ok: true }
	})
}
