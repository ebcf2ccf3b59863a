import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import type { ChangedItem, ItemInput } from './change-item.server.ts'
import { changeItemWithin } from './change-item.server.ts'
import { isPhaseClosed, lockRoadmap } from './lock-roadmap.server.ts'
import { moveItemWithin } from './move-item.server.ts'

/** Changes fields of an item and puts it to the end of another phase where that is another: both, or nothing. */
export async function saveItemFields(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string; version: number; phase: PhaseKey; input: Partial<ItemInput> },
): Promise<ChangedItem> {
	const { phase } = of
	return withAccount(scope, async (transaction) => {
		const roadmap = await lockRoadmap(transaction, scope, of.roadmapId)
		if (roadmap && isPhaseClosed(roadmap, phase)) return { ok: false, reason: 'phase-closed' }
		const changed = await changeItemWithin(transaction, scope, of)
		if (!changed.ok) return changed
		const { rows } = await transaction.sql.query<{ phase: PhaseKey; version: number }>(
			`SELECT i.phase, i.version FROM roadmap_item i WHERE i.account_id = $1 AND i.id = $2`,
			[scope.accountId, of.itemId],
		)
		const [item] = rows
		if (!item || item.phase === phase) return changed
		const { version } = item
		const moved = await moveItemWithin(transaction, scope, { ...of, version, beforeId: null })
		// The plan is held, its phase open and the version just read: nothing is left that could refuse.
		if (!moved.ok) throw new Error(`An item could not be put to its phase: ${moved.reason}.`)
		return { ok: true, changed: true }
	})
}
