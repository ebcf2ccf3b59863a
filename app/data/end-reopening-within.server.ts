import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Whose reopening ends: these people of a cycle, or everybody. */
type Of = { cycleId: string; participantIds?: readonly string[] }

const reopened = `p.account_id = $1 AND p.cycle_id = $2 AND p.reopened_at IS NOT NULL AND ($3::uuid[] IS NULL OR p.id = ANY ($3))`

/**
 * Puts back what was given back and not sent anew: it counts as it was sent, and what was put down since goes. After the
 * outcomes of single raters are made of what was sent anew, and before `endReopeningWithin`.
 */
export async function restoreSentWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, participantIds }: Of,
): Promise<void> {
	const values = [accountId, cycleId, participantIds ?? null]
	const unsent = `
		FROM participant p JOIN check_in i ON i.account_id = p.account_id AND i.participant_id = p.id
		WHERE ${reopened} AND i.submitted_at IS NULL AND i.sent_before IS NOT NULL`
	// The answers first: none of a check-in that is sent may be changed.
	await sql.query(
		`UPDATE check_in_answer a SET half_steps = b.half_steps, evidence_url = b.evidence_url, evidence_note = b.evidence_note
		 FROM (SELECT i.id, i.sent_before ${unsent}) i
		 CROSS JOIN LATERAL jsonb_to_recordset(i.sent_before -> 'answers')
			AS b (question_key text, half_steps smallint, evidence_url text, evidence_note text)
		 WHERE a.account_id = $1 AND a.check_in_id = i.id AND a.question_key = b.question_key`,
		values,
	)
	await sql.query(
		`UPDATE check_in i SET uses_ai = b."usesAi", suggested_tier = b."suggestedTier", tier = b.tier,
			tier_reason = b."tierReason", what_changed = b."whatChanged", note = b.note, rater_membership_id = b."raterMembershipId",
			submitted_at = b."submittedAt", sent_before = NULL, version = i.version + 1
		 FROM (SELECT i.id, i.sent_before ${unsent}) u
		 CROSS JOIN LATERAL jsonb_to_record(u.sent_before) AS b ("usesAi" boolean, "suggestedTier" smallint, tier smallint,
			"tierReason" text, "whatChanged" text, note text, "raterMembershipId" uuid, "submittedAt" timestamptz)
		 WHERE i.account_id = $1 AND i.id = u.id`,
		values,
	)
}

/** Takes the marks away: the participants' first, without which a published cycle lets none of them go. */
export async function endReopeningWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId, participantIds }: Of,
): Promise<void> {
	await sql.query(
		`UPDATE participant p SET reopened_at = NULL, reopen_reason = NULL, version = p.version + 1 WHERE ${reopened}`,
		[accountId, cycleId, participantIds ?? null],
	)
	if (participantIds) return
	await sql.query(
		`UPDATE cycle c SET reopened_at = NULL, reopen_reason = NULL, version = c.version + 1
		 WHERE c.account_id = $1 AND c.id = $2 AND c.reopened_at IS NOT NULL`,
		[accountId, cycleId],
	)
}
