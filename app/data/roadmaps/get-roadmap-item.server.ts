import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { byName } from './by-name-sql.server.ts'
import type { ItemHistoryEntry } from './read-item-history.server.ts'
import { readItemHistory } from './read-item-history.server.ts'
import type { PlanItem } from './roadmap-rows.server.ts'
import { selectItem } from './lock-item.server.ts'

/** While they belong to the account. */
type By = string | null

export type ItemDetails = PlanItem & {
	approvedBy: By
	evidenceList: { id: string; note: string; url: string | null; by: By; at: Date }[]
	commentList: { id: string; text: string; by: By; at: Date }[]
	/** Newest first. */
	history: ItemHistoryEntry[]
}

/** An item with its evidence, comments and history. For whoever may read its plan. */
export async function getRoadmapItem(
	scope: AccountScope,
	{ roadmapId, itemId }: { roadmapId: string; itemId: string },
): Promise<ItemDetails | null> {
	if (!z.guid().safeParse(itemId).success) return null
	return withAccount(scope, async (transaction) => {
		const { sql } = transaction
		const item = await selectItem(transaction, scope, { roadmapId, itemId })
		if (!item) return null
		const key = [scope.accountId, roadmapId, itemId]
		const approved = await sql.query<{ by: By }>(
			`SELECT ${byName('i.approved_by_id')} AS by FROM roadmap_item i
			 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.id = $3`,
			key,
		)
		const evidence = await sql.query<ItemDetails['evidenceList'][number]>(
			`SELECT e.id, e.note, e.url, e.added_at AS at, ${byName('e.by_id')} AS by FROM roadmap_item_evidence e
			 WHERE e.account_id = $1 AND e.roadmap_id = $2 AND e.item_id = $3 ORDER BY e.added_at, e.id`,
			key,
		)
		const comments = await sql.query<ItemDetails['commentList'][number]>(
			`SELECT c.id, c.text, c.written_at AS at, ${byName('c.by_id')} AS by FROM roadmap_comment c
			 WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.item_id = $3 ORDER BY c.written_at, c.id`,
			key,
		)
		return {
			...item,
			approvedBy: approved.rows[0]?.by ?? null,
			evidenceList: evidence.rows,
			commentList: comments.rows,
			history: await readItemHistory(transaction, scope, { roadmapId, itemId }),
		}
	})
}
