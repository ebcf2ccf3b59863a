import type { GiveBack } from '#app/domain/cycle/give-back.ts'
import { ratersOf } from '#app/domain/cycle/give-back.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Reopens participants of a cycle whose phase the transaction holds: marks them with the reason, keeps what is published
 * about them, and gives back what they had sent, which is kept too. Of a published cycle this begins or goes on with a
 * correction. Who is exempt or has left stays as they are.
 *
 * @param of.participantId null for everybody
 * @returns how many
 */
export async function reopenWithin(
	{ sql }: Transaction,
	{ accountId, userId }: AccountScope,
	of: {
		cycleId: string
		participantId: string | null
		isPublished: boolean
		giveBack: GiveBack
		reason: string
	},
): Promise<number> {
	const { cycleId, participantId, isPublished, giveBack, reason } = of
	const chosen = `p.account_id = $1 AND p.cycle_id = $2 AND p.state = 'active' AND ($3::uuid IS NULL OR p.id = $3)`
	const values = [accountId, cycleId, participantId]
	await sql.query(
		`INSERT INTO reopening (account_id, cycle_id, participant_id, version, reason, by_user_id)
		 SELECT $1, $2, $3, coalesce(max(s.version), 0) + 1, $4, $5 FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2`,
		[...values, reason, userId],
	)
	if (isPublished) {
		await sql.query(
			`UPDATE cycle SET reopened_at = now(), reopen_reason = $3, version = version + 1
			 WHERE account_id = $1 AND id = $2 AND reopened_at IS NULL`,
			[accountId, cycleId, reason],
		)
		// Reopened twice before the next version, what is published is what it was the first time.
		await sql.query(
			`INSERT INTO earlier_outcome (account_id, cycle_id, participant_id, version, tier, suggested_tier, tier_reason,
				single_rater, agreed_at, answers)
			 SELECT p.account_id, p.cycle_id, p.id, s.version, o.tier, o.suggested_tier, o.tier_reason, o.single_rater, o.agreed_at,
				coalesce((SELECT jsonb_object_agg(a.question_key, a.half_steps) FROM outcome_answer a
					WHERE a.account_id = o.account_id AND a.participant_id = o.participant_id), '{}')
			 FROM participant p
			 CROSS JOIN (SELECT max(s.version) AS version FROM snapshot s WHERE s.account_id = $1 AND s.cycle_id = $2) s
			 LEFT JOIN outcome o ON o.account_id = p.account_id AND o.participant_id = p.id
			 WHERE ${chosen}
			 ON CONFLICT (account_id, cycle_id, version, participant_id) DO NOTHING`,
			values,
		)
	}
	const reopened = await sql.query(
		`UPDATE participant p SET reopened_at = now(), reopen_reason = $4, version = p.version + 1 WHERE ${chosen}`,
		[...values, reason],
	)
	await sql.query(
		`UPDATE check_in i SET submitted_at = NULL, updated_at = now(), version = i.version + 1,
			sent_before = jsonb_build_object('usesAi', i.uses_ai, 'suggestedTier', i.suggested_tier, 'tier', i.tier,
				'tierReason', i.tier_reason, 'whatChanged', i.what_changed, 'note', i.note, 'raterMembershipId', i.rater_membership_id,
				'submittedAt', i.submitted_at, 'answers', (
					SELECT coalesce(jsonb_agg(jsonb_build_object('question_key', a.question_key, 'half_steps', a.half_steps,
						'evidence_url', a.evidence_url, 'evidence_note', a.evidence_note)), '[]')
					FROM check_in_answer a WHERE a.account_id = i.account_id AND a.check_in_id = i.id))
		 FROM participant p
		 WHERE ${chosen} AND i.account_id = p.account_id AND i.participant_id = p.id AND i.submitted_at IS NOT NULL
			AND i.rater = ANY ($4::rater[])`,
		[...values, ratersOf(giveBack)],
	)
	return reopened.rowCount ?? 0
}
