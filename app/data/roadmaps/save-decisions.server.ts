import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockCheckpoint } from './lock-checkpoint.server.ts'

export type CheckpointRefusal =
	| { ok: false; reason: 'gone' | 'held' | 'plan-closed' }
	/** Somebody else has changed it in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: { decisions: string; version: number } }

/** Saves what a draft says of decisions, as long as nobody else has changed it since `version`. */
export async function saveDecisions(
	scope: AccountScope,
	of: { roadmapId: string; checkpointId: string; version: number; decisions: string },
): Promise<{ ok: true } | CheckpointRefusal> {
	return withAccount(scope, async (transaction) => {
		const locked = await lockCheckpoint(transaction, scope, of)
		if (!locked) return { ok: false, reason: 'gone' }
		const { state, version, decisions } = locked.checkpoint
		if (locked.roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
		if (state === 'held') return { ok: false, reason: 'held' }
		if (version !== of.version) return { ok: false, reason: 'stale', current: { decisions, version } }
		if (decisions === of.decisions) return { ok: true }
		await transaction.sql.query(
			`UPDATE roadmap_checkpoint SET decisions = $3, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, of.checkpointId, of.decisions],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'roadmap.checkpoint-changed',
			subject: { kind: 'roadmap', id: of.roadmapId },
			detail: { checkpoint: of.checkpointId, fields: ['decisions'] },
		})
		return { ok: true }
	})
}
