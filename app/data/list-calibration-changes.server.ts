import type { HalfSteps } from '#app/domain/tier/tier.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type CalibrationChange = {
	fromTier: HalfSteps
	toTier: HalfSteps
	reason: string
	/** While they belong to the account. */
	changedBy: string | null
	changedAt: Date
}

/** What calibration changed about a participant, newest first. For whoever sees the outcome; the caller decides who does. */
export async function listCalibrationChanges(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<CalibrationChange[]> {
	const { rows } = await sql.query<CalibrationChange>(
		`SELECT h.from_tier AS "fromTier", h.to_tier AS "toTier", h.reason, h.changed_at AS "changedAt",
			coalesce(by_member.name, by_user.name) AS "changedBy"
		 FROM calibration_change h
		 LEFT JOIN membership s ON s.account_id = $1 AND s.id = h.changed_by_id
		 LEFT JOIN member by_member ON by_member.account_id = $1 AND by_member.id = s.member_id
		 LEFT JOIN "user" by_user ON by_user.id = s.user_id
		 WHERE h.account_id = $1 AND h.participant_id = $2 ORDER BY h.changed_at DESC, h.id`,
		[scope.accountId, participantId],
	)
	return rows
}
