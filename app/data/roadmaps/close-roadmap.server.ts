import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { lockRoadmap } from './lock-roadmap.server.ts'
import { noteRoadmapChange } from './note-roadmap-change.server.ts'

/**
 * Takes a plan out of the portfolio or puts it back. While it is closed nothing in it changes.
 *
 * @returns false where there is none
 */
export async function closeRoadmap(
	scope: AccountScope,
	{ roadmapId, close }: { roadmapId: string; close: boolean },
): Promise<boolean> {
	return withAccount(scope, async (transaction) => {
		const roadmap = await lockRoadmap(transaction, scope, roadmapId)
		if (!roadmap) return false
		if ((roadmap.state === 'closed') === close) return true
		await transaction.sql.query(
			`UPDATE roadmap SET state = $3, version = version + 1 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, roadmapId, close ? 'closed' : 'active'],
		)
		await transaction.sql.query(
			`UPDATE roadmap_item i SET next_check_at = CASE WHEN $3 THEN NULL ELSE now() END
			 FROM roadmap_phase p
			 WHERE i.account_id = $1 AND i.roadmap_id = $2 AND i.outcome ->> 'by' = 'metric' AND i.state <> 'dropped'
				AND p.account_id = $1 AND p.roadmap_id = i.roadmap_id AND p.phase = i.phase AND p.closed_on IS NULL`,
			[scope.accountId, roadmapId, close],
		)
		await noteRoadmapChange(transaction, scope, { roadmapId, change: close ? 'closed' : 'reopened' })
		return true
	})
}
