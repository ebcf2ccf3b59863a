import type { AccountScope } from './account-scope.server.ts'
import { pairIsClosed } from './closed-pair.server.ts'
import { withAccount } from './database.server.ts'
import { isManagerRater } from './manager-rater-sql.server.ts'
import { publishedBeforeCorrection } from './results-of-version-sql.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/** What is new about a report since the manager looked, and since the last published cycle. */
export type PairNews = {
	participantId: string
	/** The person has sent since the manager last looked at the check-in, or agreed with them, or the manager never did. */
	sentSinceLook: boolean
	/** Answers of the person's with evidence; null while the pair is open. */
	evidence: number | null
	/**
	 * Half-steps of the agreed tier, or before that of the person's own, against the last published result; null while the
	 * pair is open, and where there is none that the reader may see.
	 */
	moved: number | null
	/** Of the result. */
	singleRater: boolean
}

/** News of the reports named, for the person who gives their manager's side. Of an open pair nothing but that it was sent. */
export async function listPairNews(
	scope: AccountScope,
	participantIds: readonly string[],
): Promise<PairNews[]> {
	if (scope.memberId === null || participantIds.length === 0) return []
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<PairNews>(
			`SELECT p.id AS "participantId",
				coalesce(self.submitted_at > coalesce(greatest(look.looked_at, o.agreed_at), '-infinity'), false) AS "sentSinceLook",
				coalesce(o.single_rater IS NOT NULL AND seen.closed, false) AS "singleRater",
				CASE WHEN seen.closed THEN (SELECT count(*)::int FROM check_in_answer a
					WHERE a.account_id = self.account_id AND a.check_in_id = self.id
						AND (a.evidence_url IS NOT NULL OR a.evidence_note IS NOT NULL)) END AS evidence,
				CASE WHEN seen.closed AND earlier.id IN (${seenParticipants({ account: '$1', cycle: 'earlier.cycle_id', member: '$3' })})
					THEN coalesce(CASE WHEN o.agreed_at < p.reopened_at THEN NULL ELSE o.tier END, self.tier) - earlier.tier END AS moved
			 FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 CROSS JOIN LATERAL (SELECT ${pairIsClosed} AS closed) seen
			 LEFT JOIN check_in self ON self.account_id = p.account_id AND self.participant_id = p.id AND self.rater = 'self'
				AND self.submitted_at IS NOT NULL
			 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			 LEFT JOIN last_look look ON look.account_id = p.account_id AND look.participant_id = p.id AND look.membership_id = $4
			 LEFT JOIN LATERAL (
				SELECT q.id, q.cycle_id, CASE WHEN x.participant_id IS NULL THEN q.tier ELSE x.tier END AS tier FROM participant q
				JOIN cycle d ON d.account_id = q.account_id AND d.id = q.cycle_id
				LEFT JOIN ${publishedBeforeCorrection('q', 'd')} x ON true
				WHERE q.account_id = $1 AND q.member_id = p.member_id AND d.phase = 'published' AND d.starts_on < c.starts_on
					AND CASE WHEN x.participant_id IS NULL THEN q.tier ELSE x.tier END IS NOT NULL
				ORDER BY d.starts_on DESC LIMIT 1
			 ) earlier ON true
			 WHERE p.account_id = $1 AND p.id = ANY ($2::uuid[]) AND ${isManagerRater('$3')}`,
			[scope.accountId, participantIds, scope.memberId, scope.membershipId],
		)
		return rows
	})
}
