import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockItem } from './lock-item.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type RemovedEvidence = { ok: true } | { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' }

/** Takes a piece of evidence away; the history of the item keeps what it said. */
export async function removeEvidence(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string; evidenceId: string },
): Promise<RemovedEvidence> {
	const { roadmapId, itemId, evidenceId } = of
	if (!z.guid().safeParse(evidenceId).success) return { ok: false, reason: 'gone' }
	return withAccount(scope, async (transaction) => {
		const locked = await lockItem(transaction, scope, of)
		if (!locked.ok) return locked
		const { rows } = await transaction.sql.query<{ note: string }>(
			`DELETE FROM roadmap_item_evidence e
			 WHERE e.account_id = $1 AND e.roadmap_id = $2 AND e.item_id = $3 AND e.id = $4 RETURNING e.note`,
			[scope.accountId, roadmapId, itemId, evidenceId],
		)
		const [removed] = rows
		if (!removed) return { ok: false, reason: 'gone' }
		const changes = [{ field: 'evidence', from: removed.note, to: null }]
		await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields: ['evidence'] } },
		})
		return { ok: true }
	})
}
