import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { RoadmapStanding } from '#app/domain/roadmap/standing.ts'

export type ListedCheckpoint = {
	id: string
	/** Null for a draft. */
	heldOn: Day | null
	/** Of the publication that made it. */
	cycleName: string | null
	/** As it was; null for a draft. */
	standing: RoadmapStanding | null
	actual: number | null
	hasDecisions: boolean
	createdAt: Date
}

/** The checkpoints of a plan: drafts first, then the last one held first. For whoever may read the plan. */
export async function listCheckpoints(
	scope: AccountScope,
	{ roadmapId }: { roadmapId: string },
): Promise<ListedCheckpoint[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<ListedCheckpoint>(
			`SELECT c.id, c.held_on::text AS "heldOn", y.name AS "cycleName", c.standing ->> 'standing' AS standing,
				(c.standing ->> 'actual')::float8 AS actual, c.decisions <> '' AS "hasDecisions", c.created_at AS "createdAt"
			 FROM roadmap_checkpoint c LEFT JOIN cycle y ON y.account_id = $1 AND y.id = c.cycle_id
			 WHERE c.account_id = $1 AND c.roadmap_id = $2
			 ORDER BY c.held_at DESC NULLS FIRST, c.created_at DESC, c.id`,
			[scope.accountId, roadmapId],
		)
		return rows
	})
}
