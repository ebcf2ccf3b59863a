import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockCheckpoint } from './lock-checkpoint.server.ts'

/** Takes a draft away, with what it says. What was held stays. */
export async function discardCheckpoint(
	scope: AccountScope,
	of: { roadmapId: string; checkpointId: string },
): Promise<{ ok: true } | { ok: false; reason: 'gone' | 'held' | 'plan-closed' }> {
	return withAccount(scope, async (transaction) => {
		const locked = await lockCheckpoint(transaction, scope, of)
		if (!locked) return { ok: false, reason: 'gone' }
		if (locked.roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
		if (locked.checkpoint.state === 'held') return { ok: false, reason: 'held' }
		await transaction.sql.query(`DELETE FROM roadmap_checkpoint WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			of.checkpointId,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'roadmap.checkpoint-discarded',
			subject: { kind: 'roadmap', id: of.roadmapId },
			detail: { checkpoint: of.checkpointId },
		})
		return { ok: true }
	})
}
