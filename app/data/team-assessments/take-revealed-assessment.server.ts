import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { AssessmentHead } from './select-assessment.server.ts'
import { selectAssessment } from './select-assessment.server.ts'

export type TakenAssessment =
	| { ok: true; head: AssessmentHead; memberId: string }
	/** `not-revealed`: still blind; `agreed`: agreeing has ended; `stale`: it has changed since the version that was seen. */
	| { ok: false; reason: 'not-found' | 'closed' | 'not-revealed' | 'agreed' | 'stale' }

/**
 * Holds an assessment that is being agreed on, for somebody who takes part in it.
 *
 * @param of.facilitator only for who reveals and agrees
 * @param of.version that was seen last; not compared unless given
 */
export async function takeRevealedAssessment(
	transaction: Transaction,
	scope: AccountScope,
	of: { assessmentId: string; facilitator: boolean; version?: number },
): Promise<TakenAssessment> {
	const head = await selectAssessment(transaction, scope, of.assessmentId, { hold: true })
	const isFor = head && (of.facilitator ? head.facilitates : head.facilitates || head.gives)
	if (!head || !isFor || scope.memberId === null) return { ok: false, reason: 'not-found' }
	if (!isRunning(head.phase)) return { ok: false, reason: 'closed' }
	if (head.state === 'collecting') return { ok: false, reason: 'not-revealed' }
	if (head.state === 'agreed') return { ok: false, reason: 'agreed' }
	if (of.version !== undefined && of.version !== head.version) return { ok: false, reason: 'stale' }
	return { ok: true, head, memberId: scope.memberId }
}
