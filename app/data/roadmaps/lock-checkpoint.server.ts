import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { areIds } from './checkpoint-rows.server.ts'
import type { LockedRoadmap } from './lock-roadmap.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'

export type LockedCheckpoint = {
	roadmap: LockedRoadmap
	checkpoint: {
		state: 'draft' | 'held'
		decisions: string
		minutesSentAt: Date | null
		snapshotId: string | null
		version: number
	}
}

/** Holds a checkpoint, with its plan, against everybody else who would write in them; null where there is none. */
export async function lockCheckpoint(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ roadmapId, checkpointId }: { roadmapId: string; checkpointId: string },
): Promise<LockedCheckpoint | null> {
	if (!areIds(roadmapId, checkpointId)) return null
	const roadmap = await lockRoadmap(transaction, scope, roadmapId)
	if (!roadmap) return null
	const { rows } = await transaction.sql.query<LockedCheckpoint['checkpoint']>(
		`SELECT c.state, c.decisions, c.minutes_sent_at AS "minutesSentAt", c.snapshot_id AS "snapshotId", c.version
		 FROM roadmap_checkpoint c WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.id = $3 FOR NO KEY UPDATE`,
		[scope.accountId, roadmapId, checkpointId],
	)
	return rows[0] ? { roadmap, checkpoint: rows[0] } : null
}
