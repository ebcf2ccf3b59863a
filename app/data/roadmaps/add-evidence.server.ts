import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { lockItem } from './lock-item.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type AddedEvidence = { ok: true } | { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' }

/** Adds what shows that an item is done: a note, and where to see it. */
export async function addEvidence(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string; note: string; url: string | null; idempotencyKey: string },
): Promise<AddedEvidence> {
	const { roadmapId, itemId } = of
	return withAccount(scope, async (transaction) =>
		runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'roadmap.evidence' },
			async (): Promise<AddedEvidence> => {
				const locked = await lockItem(transaction, scope, of)
				if (!locked.ok) return { ok: false, reason: locked.reason }
				await transaction.sql.query(
					`INSERT INTO roadmap_item_evidence (account_id, roadmap_id, item_id, note, url, by_id)
					 VALUES ($1, $2, $3, $4, $5, $6)`,
					[scope.accountId, roadmapId, itemId, of.note, of.url, scope.membershipId],
				)
				const changes = [{ field: 'evidence', from: null, to: of.note }]
				await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
				await noteRoadmapChange(transaction, scope, {
					...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields: ['evidence'] } },
				})
				return { ok: true }
			},
		),
	)
}
