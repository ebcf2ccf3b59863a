import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { reopenWithin } from './reopen-within.server.ts'
import { runOnce } from './run-once.server.ts'

export type ReopenCycleResult =
	| { ok: true; participants: number }
	| { ok: false; reason: 'gone' }
	/** Of a cycle that runs, people are reopened one by one. */
	| { ok: false; reason: 'not-published'; phase: CyclePhase }

/** Reopens everybody who takes part in a published cycle, in one statement of each kind. */
export async function reopenCycle(
	scope: AccountScope,
	options: { cycleId: string; giveBack: GiveBack; reason: string; idempotencyKey: string },
): Promise<ReopenCycleResult> {
	const { cycleId, giveBack, reason } = options
	return withAccount(
		scope,
		(transaction) => {
			const once = { key: options.idempotencyKey, action: `cycle.reopen:${cycleId}` }
			return runOnce(transaction, scope, once, async (): Promise<ReopenCycleResult> => {
				const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
				if (!phase) return { ok: false, reason: 'gone' }
				if (phase !== 'published') return { ok: false, reason: 'not-published', phase }
				const participants = await reopenWithin(transaction, scope, {
					...{ cycleId, giveBack, reason },
					participantId: null,
					isPublished: true,
				})
				await appendAuditEvent(transaction, scope, {
					action: 'cycle.reopened',
					subject: { kind: 'cycle', id: cycleId },
					detail: { participants, giveBack },
				})
				return { ok: true, participants }
			})
		},
		{ timeout: 120_000 },
	)
}
