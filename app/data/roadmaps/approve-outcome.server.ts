import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { listOpenNeeds } from './change-item.server.ts'
import { lockItem } from './lock-item.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import type { PlanItem } from './roadmap-rows.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type ApprovedOutcome =
	| { ok: true }
	/** `by-metric`: its metric decides, and nobody's note. */
	| { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' | 'by-metric' | 'done' }
	| { ok: false; reason: 'needs-open'; open: string[] }
	| { ok: false; reason: 'stale'; current: PlanItem }

/** Approves the note by which an outcome is met; with that it is done. */
export async function approveOutcome(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string; version: number; note: string },
): Promise<ApprovedOutcome> {
	const { roadmapId, itemId } = of
	return withAccount(scope, async (transaction) => {
		const locked = await lockItem(transaction, scope, of)
		if (!locked.ok) return locked
		const { item, roadmap } = locked
		if (item.kind !== 'outcome') return { ok: false, reason: 'gone' }
		if (item.version !== of.version) return { ok: false, reason: 'stale', current: item }
		if (item.state === 'done') return { ok: false, reason: 'done' }
		if (item.outcome?.by !== 'note') return { ok: false, reason: 'by-metric' }
		const open = await listOpenNeeds(transaction, scope, { roadmapId, item })
		if (open.length > 0) return { ok: false, reason: 'needs-open', open }
		await transaction.sql.query(
			`UPDATE roadmap_item SET state = 'done', done_on = $3, started_on = coalesce(started_on, $3), approval_note = $4,
				approved_by_id = $5, approved_at = now(), version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, itemId, roadmap.today, of.note, scope.membershipId],
		)
		const changes = [
			{ field: 'approval', from: null, to: of.note },
			{ field: 'state', from: item.state, to: 'done' },
		]
		await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields: ['approval', 'state'] } },
		})
		return { ok: true }
	})
}
