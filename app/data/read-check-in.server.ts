import type { Rater } from '#app/domain/check-in/rater.ts'
import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import { isCheckInAuthor } from './check-in-author-sql.server.ts'
import { checkInSaysSomething } from './check-in-content-sql.server.ts'
import { pairIsClosed } from './closed-pair.server.ts'
import type { Transaction } from './database.server.ts'

export type CheckInContent = {
	rater: Rater
	version: number
	usesAi: boolean | null
	suggestedTier: HalfSteps | null
	tier: HalfSteps | null
	tierReason: string | null
	/** What changed since last time, for a tier far above the one agreed then. */
	whatChanged: string | null
	note: string | null
	/** The member who gave it; null where that is known no more. */
	raterId: string | null
	raterName: string | null
	submittedAt: Date | null
	updatedAt: Date
	answers: {
		questionKey: string
		halfSteps: HalfSteps | null
		evidenceUrl: string | null
		evidenceNote: string | null
	}[]
}

const columns = `i.rater, i.version, i.uses_ai AS "usesAi", i.suggested_tier AS "suggestedTier", i.tier,
	i.tier_reason AS "tierReason", i.what_changed AS "whatChanged", i.note, i.submitted_at AS "submittedAt", i.updated_at AS "updatedAt",
	(SELECT by.member_id FROM membership by
		WHERE by.account_id = i.account_id AND by.id = i.rater_membership_id) AS "raterId",
	(SELECT m.name FROM membership by JOIN member m ON m.account_id = by.account_id AND m.id = by.member_id
		WHERE by.account_id = i.account_id AND by.id = i.rater_membership_id) AS "raterName",
	(SELECT coalesce(json_agg(json_build_object('questionKey', a.question_key, 'halfSteps', a.half_steps,
			'evidenceUrl', a.evidence_url, 'evidenceNote', a.evidence_note) ORDER BY a.question_key), '[]')
		FROM check_in_answer a WHERE a.account_id = i.account_id AND a.check_in_id = i.id) AS answers`

/** A rater's own side, or the place that somebody else has taken there, with nothing of what they wrote. */
export type OwnCheckIn = CheckInContent & {
	/** The manager's side changed hands: what stands there is another's, and the rater does not see it. */
	byAnother: boolean
}

/**
 * A rater's own check-in, draft or sent; null before the first save. Only for the rater themself. What somebody wrote before
 * the manager's side changed hands comes without its content: saving replaces it.
 *
 * @param options.lock holds the row until the transaction ends: for writing
 */
export async function readOwnCheckIn(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { participantId: string; rater: Rater },
	{ lock = false }: { lock?: boolean } = {},
): Promise<OwnCheckIn | null> {
	const { rows } = await sql.query<OwnCheckIn>(
		`SELECT ${columns}, NOT ${isCheckInAuthor('$4')} AND (i.submitted_at IS NOT NULL OR ${checkInSaysSomething}) AS "byAnother"
		 FROM check_in i
		 JOIN participant p ON p.account_id = i.account_id AND p.id = i.participant_id
		 WHERE i.account_id = $1 AND i.participant_id = $2 AND i.rater = $3 ${lock ? 'FOR UPDATE OF i' : ''}`,
		[scope.accountId, of.participantId, of.rater, scope.memberId],
	)
	const [row] = rows
	if (!row?.byAnother) return row ?? null
	const { rater, version, raterId, raterName, submittedAt, updatedAt } = row
	return { ...nothing, rater, version, raterId, raterName, submittedAt, updatedAt, byAnother: true }
}

const nothing = {
	usesAi: null,
	suggestedTier: null,
	tier: null,
	tierReason: null,
	whatChanged: null,
	note: null,
	answers: [],
}

/** What was sent about a participant: nothing at all while the pair is open, whoever asks. */
export async function readClosedSides(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<{ self: CheckInContent | null; manager: CheckInContent | null }> {
	const { rows } = await sql.query<CheckInContent>(
		`SELECT ${columns} FROM check_in i
		 JOIN participant p ON p.account_id = i.account_id AND p.id = i.participant_id
		 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
		 WHERE i.account_id = $1 AND i.participant_id = $2 AND i.submitted_at IS NOT NULL AND ${pairIsClosed}`,
		[scope.accountId, participantId],
	)
	const of = (rater: Rater) => rows.find((row) => row.rater === rater) ?? null
	return { self: of('self'), manager: of('manager') }
}
