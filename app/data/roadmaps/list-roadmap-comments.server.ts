import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'

export type RoadmapComment = { id: string; text: string; by: string | null; at: Date }

/** What was said about a plan as a whole, the oldest first. For whoever may read it. */
export async function listRoadmapComments(
	scope: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<RoadmapComment[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<RoadmapComment>(
			`SELECT c.id, c.text, c.written_at AS at, coalesce(m.name, u.name) AS by FROM roadmap_comment c
			 LEFT JOIN membership s ON s.account_id = $1 AND s.id = c.by_id
			 LEFT JOIN member m ON m.account_id = $1 AND m.id = s.member_id
			 LEFT JOIN "user" u ON u.id = s.user_id
			 WHERE c.account_id = $1 AND c.roadmap_id = $2 AND c.item_id IS NULL ORDER BY c.written_at, c.id`,
			[scope.accountId, roadmapId],
		)
		return rows
	})
}
