import type { AccountScope } from '#app/data/account-scope.server.ts'
import { appendAuditEvent } from '#app/data/append-audit-event.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'

export type StartedCheckpoint =
	{ ok: true; checkpointId: string } | { ok: false; reason: 'gone' | 'plan-closed' }

/** Starts the draft of a checkpoint. */
export async function startCheckpoint(
	scope: AccountScope,
	{ roadmapId, idempotencyKey }: { roadmapId: string; idempotencyKey: string },
): Promise<StartedCheckpoint> {
	return withAccount(scope, async (transaction) =>
		runOnce(
			transaction,
			scope,
			{ key: idempotencyKey, action: 'roadmap.checkpoint' },
			async (): Promise<StartedCheckpoint> => {
				const roadmap = await lockRoadmap(transaction, scope, roadmapId)
				if (!roadmap) return { ok: false, reason: 'gone' }
				if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
				const { rows } = await transaction.sql.query<{ id: string }>(
					`INSERT INTO roadmap_checkpoint (account_id, roadmap_id) VALUES ($1, $2) RETURNING id`,
					[scope.accountId, roadmapId],
				)
				const checkpointId = rows[0]?.id ?? ''
				await appendAuditEvent(transaction, scope, {
					action: 'roadmap.checkpoint-started',
					subject: { kind: 'roadmap', id: roadmapId },
					detail: { checkpoint: checkpointId },
				})
				return { ok: true, checkpointId }
			},
		),
	)
}
