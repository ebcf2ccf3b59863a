import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import { isRunning } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'

/**
 * Holds a running cycle alone until the transaction ends: whoever changes its calibration groups waits for each other and for
 * those who answer and agree.
 */
export async function takeRunningCycle(
	transaction: Transaction,
	scope: AccountScope,
	cycleId: string,
): Promise<{ ok: true; phase: CyclePhase } | { ok: false; reason: 'gone' | 'not-running' }> {
	const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
	if (!phase) return { ok: false, reason: 'gone' }
	return isRunning(phase) ? { ok: true, phase } : { ok: false, reason: 'not-running' }
}
