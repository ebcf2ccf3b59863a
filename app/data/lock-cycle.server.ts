import type { CyclePhase } from '#app/domain/cycle/cycle-phase.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Holds a cycle's phase until the end of the transaction and returns it; null where there is no such cycle.
 *
 * `share` is for whoever writes something that a publication counts (check-ins, outcomes, exemptions): publication waits
 * for them and they for it, so that each is in the snapshot or refused. The triggers of the tables take the same lock;
 * taking it first, before any row of the cycle, keeps two transactions from waiting for each other in a circle.
 * `change` is for moving the phase on.
 */
export async function lockCycle(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { cycleId: string; lock: 'share' | 'change' },
): Promise<CyclePhase | null> {
	const { rows } = await sql.query<{ phase: CyclePhase }>(
		`SELECT c.phase FROM cycle c WHERE c.account_id = $1 AND c.id = $2
		 ${of.lock === 'share' ? 'FOR SHARE' : 'FOR NO KEY UPDATE'}`,
		[scope.accountId, of.cycleId],
	)
	return rows[0]?.phase ?? null
}
