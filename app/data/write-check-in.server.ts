import type { CheckInDraft } from '#app/domain/check-in/check-in-draft.ts'
import type { Rater } from '#app/domain/check-in/rater.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

type Row = Omit<CheckInDraft, 'answers'> & {
	suggestedTier: number | null
	answers: readonly {
		questionKey: string
		halfSteps: number | null
		evidenceUrl: string | null
		evidenceNote: string | null
	}[]
}

/**
 * Writes a rater's check-in with an answer row for every question, and gives its new version. Null where another tab was
 * faster with the first save. The row of an earlier save is locked by the caller, who has compared its version.
 *
 * @param of.version the version that is replaced, 0 for the first save
 */
export async function writeCheckIn(
	{ sql }: Transaction,
	scope: AccountScope,
	of: { participantId: string; rater: Rater; version: number },
	row: Row,
): Promise<{ id: string; version: number; updatedAt: Date } | null> {
	const key = [scope.accountId, of.participantId, of.rater]
	const values = [
		scope.membershipId,
		row.usesAi,
		row.suggestedTier,
		row.tier,
		row.tierReason,
		row.whatChanged,
		row.note,
	]
	const written = await sql.query<{ id: string; version: number; updatedAt: Date }>(
		of.version === 0
			? `INSERT INTO check_in (account_id, participant_id, rater, rater_membership_id, uses_ai, suggested_tier, tier,
					tier_reason, what_changed, note)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
				ON CONFLICT (account_id, participant_id, rater) DO NOTHING
				RETURNING id, version, updated_at AS "updatedAt"`
			: `UPDATE check_in SET rater_membership_id = $4, uses_ai = $5, suggested_tier = $6, tier = $7, tier_reason = $8,
					what_changed = $9, note = $10, version = version + 1, updated_at = now()
				WHERE account_id = $1 AND participant_id = $2 AND rater = $3
				RETURNING id, version, updated_at AS "updatedAt"`,
		[...key, ...values],
	)
	const [checkIn] = written.rows
	if (!checkIn) return null
	const { answers } = row
	await sql.query(
		`INSERT INTO check_in_answer (account_id, check_in_id, question_key, half_steps, evidence_url, evidence_note)
		 SELECT $1, $2, * FROM unnest($3::text[], $4::smallint[], $5::text[], $6::text[])
		 ON CONFLICT (account_id, check_in_id, question_key) DO UPDATE
		 SET half_steps = EXCLUDED.half_steps, evidence_url = EXCLUDED.evidence_url, evidence_note = EXCLUDED.evidence_note`,
		[
			scope.accountId,
			checkIn.id,
			answers.map(({ questionKey }) => questionKey),
			answers.map(({ halfSteps }) => halfSteps),
			answers.map(({ evidenceUrl }) => evidenceUrl),
			answers.map(({ evidenceNote }) => evidenceNote),
		],
	)
	return checkIn
}
