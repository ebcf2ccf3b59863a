import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { outcomeIsOpen } from './closed-pair.server.ts'
import { withAccountSql } from './database.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'

export type OwnOutcome = {
	participantId: string
	cycleName: string
	/** Calendar day. */
	endsOn: string
	published: boolean
	tier: HalfSteps
	singleRater: 'self' | 'manager' | null
}

/** What was agreed about the person of the scope, the latest cycle first; of a published cycle what is published. */
export async function listOwnOutcomes(
	scope: AccountScope,
	{ limit = 40 }: { limit?: number } = {},
): Promise<OwnOutcome[]> {
	if (scope.memberId === null) return []
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<OwnOutcome>(
			`SELECT p.id AS "participantId", c.name AS "cycleName", c.ends_on::text AS "endsOn",
				c.phase = 'published' AS published, coalesce(e.tier, o.tier) AS tier,
				CASE WHEN e.tier IS NULL THEN o.single_rater ELSE e.single_rater END AS "singleRater"
			 FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			 LEFT JOIN ${publishedBeforeCorrection()} e ON true
			 WHERE p.account_id = $1 AND p.member_id = $2 AND ${outcomeIsOpen} AND (e.participant_id IS NULL OR e.tier IS NOT NULL)
			 ORDER BY c.starts_on DESC, c.id LIMIT $3`,
			[scope.accountId, scope.memberId, limit],
		)
		return rows
	})
}
