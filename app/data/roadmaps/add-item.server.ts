import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { runOnce } from '#app/data/run-once.server.ts'
import type { ItemKind } from '#app/domain/roadmap/item.ts'
import type { PhaseKey } from '#app/domain/roadmap/phase.ts'
import { isPhaseClosed, lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'
import { writeItemChanges } from './write-item-changes.server.ts'

/** A board has room for so many. */
export const mostItems = 500

export type AddedItem =
	| { ok: true; itemId: string }
	/** `in-plan`: the plan has taken up that entry of a framework already. */
	| { ok: false; reason: 'gone' | 'plan-closed' | 'phase-closed' | 'too-many' | 'in-plan' }

/**
 * Adds an item at the end of a phase.
 *
 * @param of.sourceKey of the framework’s entry that it takes up; once in a plan
 */
export async function addItem(
	scope: AccountScope,
	of: {
		roadmapId: string
		phase: PhaseKey
		kind: ItemKind
		text: string
		sourceKey?: string
		idempotencyKey: string
	},
): Promise<AddedItem> {
	const { roadmapId, phase, sourceKey = null } = of
	return withAccount(scope, async (transaction) =>
		runOnce(
			transaction,
			scope,
			{ key: of.idempotencyKey, action: 'roadmap.item' },
			async (): Promise<AddedItem> => {
				const roadmap = await lockRoadmap(transaction, scope, roadmapId)
				if (!roadmap) return { ok: false, reason: 'gone' }
				if (roadmap.state === 'closed') return { ok: false, reason: 'plan-closed' }
				if (isPhaseClosed(roadmap, phase)) return { ok: false, reason: 'phase-closed' }
				if (sourceKey !== null && (await hasTaken(transaction, scope, { roadmapId, sourceKey }))) {
					return { ok: false, reason: 'in-plan' }
				}
				const { rows } = await transaction.sql.query<{ id: string }>(
					`INSERT INTO roadmap_item (account_id, roadmap_id, phase, kind, text, source_key, position)
					 SELECT $1, $2, $3, $4, $5, $7, coalesce(max(i.position) FILTER (WHERE i.phase = $3), 0) + 1
					 FROM roadmap_item i WHERE i.account_id = $1 AND i.roadmap_id = $2 HAVING count(*) < $6 RETURNING id`,
					[scope.accountId, roadmapId, phase, of.kind, of.text, mostItems, sourceKey],
				)
				const itemId = rows[0]?.id
				if (!itemId) return { ok: false, reason: 'too-many' }
				const changes = [{ field: 'added', from: null, to: of.text }]
				await writeItemChanges(transaction, scope, { roadmapId, itemId, changes })
				await noteRoadmapChange(transaction, scope, {
					...{ roadmapId, change: 'item-added', detail: { item: itemId, kind: of.kind, phase } },
				})
				return { ok: true, itemId }
			},
		),
	)
}

async function hasTaken(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ roadmapId, sourceKey }: { roadmapId: string; sourceKey: string },
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`SELECT FROM roadmap_item i WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.source_key = $3`,
		[accountId, roadmapId, sourceKey],
	)
	return (rowCount ?? 0) > 0
}
