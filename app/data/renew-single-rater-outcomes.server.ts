import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'

/**
 * The people who are reopened and whose one rater has sent anew while nobody can give the other side, with the check-in and
 * its tier; whose result is older than that, or is not made yet. $1 account, $2 cycle, $3 today.
 */
export const sentAnewAlone = `
	SELECT s.id AS participant_id, i.id AS check_in_id, i.tier
	FROM (${standingRows} AND p.reopened_at IS NOT NULL) s
	JOIN check_in i ON i.account_id = $1 AND i.participant_id = s.id AND i.submitted_at >= s.reopened_at
	LEFT JOIN outcome o ON o.account_id = $1 AND o.participant_id = s.id
	WHERE coalesce(s.correction, s.standing) = 'single-rater' AND (o.participant_id IS NULL OR o.agreed_at < s.reopened_at)`

/**
 * Makes and renews the single-rater outcomes of the people who are reopened, from what they have sent anew.
 *
 * @param of.participantIds of these alone
 */
export async function renewSingleRaterOutcomes(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, today, participantIds }: { cycleId: string; today: Day; participantIds?: readonly string[] },
): Promise<number> {
	const { rows } = await sql.query<{ checkInId: string }>(
		`INSERT INTO outcome AS o (account_id, participant_id, tier, suggested_tier, tier_reason, single_rater)
		 SELECT i.account_id, i.participant_id, i.tier, i.suggested_tier, i.tier_reason, i.rater
		 FROM (${sentAnewAlone}) x JOIN check_in i ON i.account_id = $1 AND i.id = x.check_in_id
		 WHERE $4::uuid[] IS NULL OR x.participant_id = ANY ($4)
		 ON CONFLICT (account_id, participant_id) DO UPDATE SET tier = EXCLUDED.tier, suggested_tier = EXCLUDED.suggested_tier,
			tier_reason = EXCLUDED.tier_reason, single_rater = EXCLUDED.single_rater, agreed_by_id = NULL, agreed_at = now(),
			version = o.version + 1
		 RETURNING (SELECT i.id FROM check_in i WHERE i.account_id = o.account_id AND i.participant_id = o.participant_id
			AND i.rater = o.single_rater) AS "checkInId"`,
		[accountId, cycleId, today, participantIds ?? null],
	)
	if (rows.length === 0) return 0
	await sql.query(
		`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
		 SELECT i.account_id, i.participant_id, a.question_key, a.half_steps
		 FROM check_in i JOIN check_in_answer a ON a.account_id = i.account_id AND a.check_in_id = i.id
		 WHERE i.account_id = $1 AND i.id = ANY ($2::uuid[]) AND a.half_steps IS NOT NULL
		 ON CONFLICT (account_id, participant_id, question_key) DO UPDATE SET half_steps = EXCLUDED.half_steps`,
		[accountId, rows.map(({ checkInId }) => checkInId)],
	)
	return rows.length
}
