import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Dependency } from '#app/domain/roadmap/dependencies.ts'
import { findCycle } from '#app/domain/roadmap/dependencies.ts'
import { lockItem } from './lock-item.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

export type SetItemNeeds =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' }
	/** Each of these would wait for the next, and the last for the first. */
	| { ok: false; reason: 'loop'; texts: string[] }

/** Lets an item wait for another one of its plan, or no longer. */
export async function setItemNeeds(
	scope: AccountScope,
	of: { roadmapId: string; itemId: string; needsId: string; needs: boolean },
): Promise<SetItemNeeds> {
	const { roadmapId, itemId, needsId } = of
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const locked = await lockItem(transaction, scope, of)
		if (!locked.ok) return locked
		if (locked.item.needs.includes(needsId) === of.needs) return { ok: true, changed: false }
		const { rows: items } = await sql.query<{ id: string; text: string }>(
			`SELECT i.id, i.text FROM roadmap_item i WHERE i.account_id = $1 AND i.roadmap_id = $2`,
			[scope.accountId, roadmapId],
		)
		const textOf = (id: string) => items.find((item) => item.id === id)?.text
		const needed = textOf(needsId)
		if (needed === undefined) return { ok: false, reason: 'gone' }
		const key = [scope.accountId, roadmapId, itemId, needsId]
		if (of.needs) {
			const { rows: edges } = await sql.query<Dependency>(
				`SELECT d.item_id AS "itemId", d.needs_id AS "dependsOnId" FROM roadmap_item_dependency d
				 WHERE d.account_id = $1 AND d.roadmap_id = $2`,
				[scope.accountId, roadmapId],
			)
			const loop = findCycle([{ itemId, dependsOnId: needsId }, ...edges])
			if (loop) return { ok: false, reason: 'loop', texts: loop.map((id) => textOf(id) ?? '') }
			await sql.query(
				`INSERT INTO roadmap_item_dependency (account_id, roadmap_id, item_id, needs_id) VALUES ($1, $2, $3, $4)`,
				key,
			)
		} else {
			await sql.query(
				`DELETE FROM roadmap_item_dependency
				 WHERE account_id = $1 AND roadmap_id = $2 AND item_id = $3 AND needs_id = $4`,
				key,
			)
		}
		const changes = [{ field: 'needs', from: of.needs ? null : needed, to: of.needs ? needed : null }]
		await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
		await noteRoadmapChange(transaction, scope, {
			...{ roadmapId, change: 'item-changed', detail: { item: itemId, fields: ['needs'] } },
		})
		return { ok: true, changed: true }
	})
}
