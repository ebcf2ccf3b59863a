import type { Rater } from '#app/domain/check-in/rater.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { outcomeIsOpen } from './closed-pair.server.ts'
import { withAccountSql } from './database.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

export type ReportChange = {
	participantId: string
	memberName: string
	cycleName: string
	tier: HalfSteps
	/**
	 * Half-steps of the last published cycle before in which there is an outcome; null for who has none, and where the person
	 * of the scope does not see it: being a report now opens no earlier cycle.
	 */
	previousTier: HalfSteps | null
	/** Whether there is no outcome of a published cycle before. */
	isFirst: boolean
	agreedAt: Date
	singleRater: Rater | null
}

/**
 * The latest agreements about the people whose manager the person of the scope is in the cycle, with what was agreed in the
 * published cycle before, newest first. Of the running cycle, or else of the last published one.
 */
export async function listReportChanges(
	scope: AccountScope,
	{ limit = 6 }: { limit?: number } = {},
): Promise<ReportChange[]> {
	if (scope.memberId === null) return []
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<ReportChange>(
			`WITH latest AS (
				SELECT c.account_id, c.id FROM cycle c
				WHERE c.account_id = $1 AND c.phase <> 'draft' ORDER BY c.starts_on DESC, c.id LIMIT 1
			)
			SELECT p.id AS "participantId", m.name AS "memberName", c.name AS "cycleName",
				coalesce(e.tier, o.tier) AS tier, coalesce(e.agreed_at, o.agreed_at) AS "agreedAt", earlier.id IS NULL AS "isFirst",
				CASE WHEN e.tier IS NULL THEN o.single_rater ELSE e.single_rater END AS "singleRater",
				CASE WHEN earlier.id IN (${seenParticipants({ account: '$1', cycle: 'earlier.cycle_id', member: '$2' })})
					THEN earlier.tier END AS "previousTier"
			FROM latest l
			JOIN cycle c ON c.account_id = l.account_id AND c.id = l.id
			JOIN participant p ON p.account_id = c.account_id AND p.cycle_id = c.id
			JOIN member m ON m.account_id = p.account_id AND m.id = p.member_id
			JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			LEFT JOIN ${publishedBeforeCorrection()} e ON true
			LEFT JOIN LATERAL (
				SELECT q.id, q.cycle_id, CASE WHEN x.participant_id IS NULL THEN q.tier ELSE x.tier END AS tier FROM participant q
				JOIN cycle d ON d.account_id = q.account_id AND d.id = q.cycle_id
				LEFT JOIN ${publishedBeforeCorrection('q', 'd')} x ON true
				WHERE q.account_id = $1 AND q.member_id = p.member_id AND d.phase = 'published' AND d.starts_on < c.starts_on
					AND CASE WHEN x.participant_id IS NULL THEN q.tier ELSE x.tier END IS NOT NULL
				ORDER BY d.starts_on DESC LIMIT 1
			) earlier ON true
			WHERE p.account_id = $1 AND (p.manager_id = $2 OR p.delegate_id = $2) AND ${outcomeIsOpen}
				AND (e.participant_id IS NULL OR e.tier IS NOT NULL)
			ORDER BY "agreedAt" DESC, lower(m.name), p.id LIMIT $3`,
			[scope.accountId, scope.memberId, limit],
		)
		return rows
	})
}
