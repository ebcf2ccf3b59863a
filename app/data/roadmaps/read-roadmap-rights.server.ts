import { z } from 'zod'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import type { RoadmapPlace, RoadmapRights } from '#app/domain/access/roadmap-rights.ts'
import { roadmapRights } from '#app/domain/access/roadmap-rights.ts'
import { readRoadmapSightWithin } from './read-roadmap-sight.server.ts'

/** What a person may do with a plan; null where they may not know of it. */
export async function readRoadmapRights(
	scope: AccountScope,
	person: Person,
	{ roadmapId }: { roadmapId: string },
): Promise<(RoadmapRights & { hasSponsors: boolean }) | null> {
	if (!z.guid().safeParse(roadmapId).success) return null
	return withAccount(scope, async (transaction) => {
		const { rows } = await transaction.sql.query<RoadmapPlace>(
			`SELECT r.team_id AS "teamId", r.with_below AS "withBelow", r.owner_id AS "ownerId",
				ARRAY(SELECT s.member_id FROM roadmap_sponsor s WHERE s.account_id = $1 AND s.roadmap_id = r.id) AS "sponsorIds"
			 FROM roadmap r WHERE r.account_id = $1 AND r.id = $2`,
			[scope.accountId, roadmapId],
		)
		const [place] = rows
		if (!place) return null
		const rights = roadmapRights(person, await readRoadmapSightWithin(transaction, scope), place)
		return rights.read ? { ...rights, hasSponsors: place.sponsorIds.length > 0 } : null
	})
}
