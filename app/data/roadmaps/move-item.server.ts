import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { lockItem } from './lock-item.server.ts'
import { isPhaseClosed } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import type { PlanItem } from './roadmap-rows.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type MovedItem =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' }
	| { ok: false; reason: 'stale'; current: PlanItem }

type Move = {
	roadmapId: string
	itemId: string
	/** That the person saw. */
	version: number
	phase: PhaseKey
	/** The item that it is put before; null for the end. */
	beforeId: string | null
}

/**
 * Puts an item to a place in a phase, its own or another. Its place is no part of what a version keeps apart: who edits it
 * meanwhile is in nobody's way, as long as the phase stays.
 */
export async function moveItem(scope: AccountScope, of: Move): Promise<MovedItem> {
	return withAccount(scope, (transaction) => moveItemWithin(transaction, scope, of))
}

/** The same within an open transaction. */
export async function moveItemWithin(
	transaction: Transaction,
	scope: AccountScope,
	of: Move,
): Promise<MovedItem> {
	const { roadmapId, itemId, phase } = of
	const { sql } = transaction
	const locked = await lockItem(transaction, scope, of)
	if (!locked.ok) return locked
	const { roadmap, item } = locked
	if (isPhaseClosed(roadmap, phase)) return { ok: false, reason: 'phase-closed' }
	if (item.phase !== phase && item.version !== of.version) {
		return { ok: false, reason: 'stale', current: item }
	}
	const { rows: others } = await sql.query<{ id: string }>(
		`SELECT i.id FROM roadmap_item i
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.phase = $3 AND i.id <> $4 ORDER BY i.position, i.id`,
		[scope.accountId, roadmapId, phase, itemId],
	)
	const ids = others.map(({ id }) => id)
	// One that has gone elsewhere meanwhile marks no place any more: then it is the end.
	const at = of.beforeId === null ? -1 : ids.indexOf(of.beforeId)
	ids.splice(at < 0 ? ids.length : at, 0, itemId)
	await sql.query(
		`UPDATE roadmap_item i SET position = x.position, phase = $3,
			version = i.version + CASE WHEN i.phase = $3 THEN 0 ELSE 1 END
		 FROM unnest($4::uuid[]) WITH ORDINALITY AS x (id, position)
		 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.id = x.id AND (i.position <> x.position OR i.phase <> $3)`,
		[scope.accountId, roadmapId, phase, ids],
	)
	if (item.phase === phase) return { ok: true, changed: ids.indexOf(itemId) + 1 !== item.position }
	const changes = [{ field: 'phase', from: item.phase, to: phase }]
	await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
	await noteRoadmapChange(transaction, scope, {
		...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields: ['phase'] } },
	})
	return { ok: true, changed: true }
}
