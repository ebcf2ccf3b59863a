import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { reopenWithin } from './reopen-within.server.ts'
import { runOnce } from './run-once.server.ts'

export type ReopenParticipantResult =
	| { ok: true; memberName: string }
	/** Not there; or the cycle is not open yet; or exempt or left, so that there is nothing to change. */
	| { ok: false; reason: 'gone' | 'draft' | 'exempt' | 'left' }
	/** Changed since the page was shown. */
	| { ok: false; reason: 'conflict' }

/**
 * Reopens one participant of a running or a published cycle: what is given back can be answered, sent and agreed anew. In a
 * published cycle everybody goes on seeing the newest version until the correction is published.
 *
 * @param options.version of the participant, as the form showed it
 */
export async function reopenParticipant(
	scope: AccountScope,
	options: {
		cycleId: string
		participantId: string
		version: number
		giveBack: GiveBack
		reason: string
		idempotencyKey: string
	},
): Promise<ReopenParticipantResult> {
	const { cycleId, participantId, giveBack, reason } = options
	return withAccount(scope, (transaction) => {
		const once = { key: options.idempotencyKey, action: `participant.reopen:${participantId}` }
		return runOnce(transaction, scope, once, async (): Promise<ReopenParticipantResult> => {
			const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
			if (!phase) return { ok: false, reason: 'gone' }
			if (phase === 'draft') return { ok: false, reason: 'draft' }
			const { rows } = await transaction.sql.query<{
				memberId: string
				memberName: string
				version: number
				state: 'active' | 'exempt' | 'left'
			}>(
				`SELECT p.member_id AS "memberId", m.name AS "memberName", p.version, p.state
				 FROM participant p JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
				 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.id = $3 FOR NO KEY UPDATE OF p`,
				[scope.accountId, cycleId, participantId],
			)
			const [participant] = rows
			if (!participant) return { ok: false, reason: 'gone' }
			if (participant.version !== options.version) return { ok: false, reason: 'conflict' }
			if (participant.state !== 'active') return { ok: false, reason: participant.state }
			await reopenWithin(transaction, scope, {
				...{ cycleId, participantId, giveBack, reason },
				isPublished: phase === 'published',
			})
			await appendAuditEvent(transaction, scope, {
				action: 'participant.reopened',
				subject: { kind: 'member', memberId: participant.memberId },
				detail: { cycleId, giveBack },
			})
			return { ok: true, memberName: participant.memberName }
		})
	})
}
