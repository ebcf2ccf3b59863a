import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { standingRows } from './participant-standing-sql.server.ts'

/**
 * Outcomes of those whose other rater cannot exist (no user account, or no manager) from the one check-in that is in,
 * marked with the rater. Answers are taken over as they are: nobody is there to agree with.
 *
 * @param of.participantId this one alone
 * @returns how many
 */
export async function insertSingleRaterOutcomes(
	{ sql }: Transaction,
	scope: AccountScope,
	{ cycleId, today, participantId }: { cycleId: string; today: Day; participantId?: string },
): Promise<number> {
	// Of thousands only few have no outcome and yet a check-in, and where they stand is looked up for these alone.
	const waiting = await sql.query<{ id: string }>(
		`SELECT p.id FROM participant p
		 WHERE p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND p.tier IS NULL
			AND ($3::uuid IS NULL OR p.id = $3) AND EXISTS (SELECT FROM check_in c
				WHERE c.account_id = $1 AND c.participant_id = p.id AND c.submitted_at IS NOT NULL)`,
		[scope.accountId, cycleId, participantId ?? null],
	)
	if (waiting.rows.length === 0) return 0
	const { rows } = await sql.query<{ participant_id: string }>(
		`INSERT INTO outcome (account_id, participant_id, tier, suggested_tier, tier_reason, single_rater)
		 SELECT c.account_id, c.participant_id, c.tier, c.suggested_tier, c.tier_reason, c.rater
		 FROM (${standingRows} AND p.id = ANY ($4::uuid[])) s
		 JOIN check_in c ON c.account_id = $1 AND c.participant_id = s.id AND c.submitted_at IS NOT NULL
		 WHERE s.standing = 'single-rater' AND NOT s.has_outcome
		 RETURNING participant_id`,
		[scope.accountId, cycleId, today, waiting.rows.map(({ id }) => id)],
	)
	if (rows.length > 0) {
		await sql.query(
			`INSERT INTO outcome_answer (account_id, participant_id, question_key, half_steps)
			 SELECT c.account_id, c.participant_id, a.question_key, a.half_steps
			 FROM unnest($2::uuid[]) AS single (participant_id)
			 JOIN check_in c ON c.account_id = $1 AND c.participant_id = single.participant_id AND c.submitted_at IS NOT NULL
			 JOIN check_in_answer a ON a.account_id = c.account_id AND a.check_in_id = c.id
			 WHERE a.half_steps IS NOT NULL`,
			[scope.accountId, rows.map((row) => row.participant_id)],
		)
	}
	return rows.length
}
