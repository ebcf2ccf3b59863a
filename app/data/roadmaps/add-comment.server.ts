import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import { selectItem } from './lock-item.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'

/**
 * Adds a comment to a plan, or to an item of it. Also where the phase or the plan is closed: talking about it changes nothing.
 *
 * @returns false where there is no such plan or item
 */
export async function addComment(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string | null; text: string; idempotencyKey: string },
): Promise<boolean> {
	const { roadmapId, itemId } = of
	if (itemId !== null && !z.guid().safeParse(itemId).success) return false
	const written = await withAccount(scope, async (transaction) =>
		runOnce(transaction, scope, { key: of.idempotencyKey, action: 'roadmap.comment' }, async () => {
			const roadmap = await lockRoadmap(transaction, scope, roadmapId)
			if (!roadmap) return { ok: false }
			if (itemId !== null && !(await selectItem(transaction, scope, { roadmapId, itemId }))) {
				return { ok: false }
			}
			await transaction.sql.query(
				`INSERT INTO roadmap_comment (account_id, roadmap_id, item_id, text, by_id) VALUES ($1, $2, $3, $4, $5)`,
				[scope.accountId, roadmapId, itemId, of.text, scope.membershipId],
			)
			await noteRoadmapChange(transaction, scope, {
				roadmapId,
				change: 'commented',
				detail: { item: itemId },
			})
			return { ok: true }
		}),
	)
	return written.ok
}
