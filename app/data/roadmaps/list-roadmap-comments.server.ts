import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import { byName } from './by-name-sql.server.ts'

export type RoadmapComment = { id: string; text: string; by: string | null; at: Date }

/** What was said about a plan as a whole, the oldest first. For whoever may read it. */
export async function listRoadmapComments(
	scope: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<RoadmapComment[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<RoadmapComment>(
			`SELECT c.id, c.text, c.written_at AS at, ${byName('c.by_id')} AS by FROM roadmap_comment c
			 WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.item_id IS NULL ORDER BY c.written_at, c.id`,
			[scope.accountId, roadmapId],
		)
		return rows
	})
}
