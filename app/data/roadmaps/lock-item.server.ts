import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import type { LockedRoadmap } from './lock-roadmap.server.ts'
import { isPhaseClosed, lockRoadmap } from './lock-roadmap.server.ts'
import type { PlanItem } from './roadmap-rows.server.ts'
import { itemColumns, itemOwner } from './roadmap-rows.server.ts'

export type LockedItem =
	| { ok: true; roadmap: LockedRoadmap; item: PlanItem }
	| { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' }

/** Holds a plan of which an item is to be changed; refused where nothing of it changes any more. */
export async function lockItem(
	transaction: Pick<Transaction, 'sql'>,
	scope: AccountScope,
	{ roadmapId, itemId }: { roadmapId: string; itemId: string },
): Promise<LockedItem> {
	if (!z.guid().safeParse(itemId).success) return { ok: false, reason: 'gone' }
	const roadmap = await lockRoadmap(transaction, scope, roadmapId)
	const item = roadmap && (await selectItem(transaction, scope, { roadmapId, itemId }))
	if (!roadmap || !item) return { ok: false, reason: 'gone' }
	if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
	if (isPhaseClosed(roadmap, item.phase)) return { ok: false, reason: 'phase-closed' }
	return { ok: true, roadmap, item }
}

export async function selectItem(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId, itemId }: { roadmapId: string; itemId: string },
): Promise<PlanItem | null> {
	const { rows } = await sql.query<PlanItem>(
		`SELECT ${itemColumns} FROM roadmap_item i ${itemOwner}
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.id = $3`,
		[accountId, roadmapId, itemId],
	)
	return rows[0] ?? null
}
