import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Whether what a pair agreed was changed in calibration since: then the two do not agree anew over it, unless they are
 * reopened.
 */
export async function isCalibrated(
	{ sql }: Transaction,
	scope: AccountScope,
	participantId: string,
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`SELECT FROM outcome o
		 JOIN participant p ON p.account_id = o.account_id AND p.id = o.participant_id
		 JOIN calibration_change h ON h.account_id = o.account_id AND h.participant_id = o.participant_id
		 WHERE o.account_id = $1 AND o.participant_id = $2 AND h.changed_at >= o.agreed_at
			AND (p.reopened_at IS NULL OR h.changed_at >= p.reopened_at) LIMIT 1`,
		[scope.accountId, participantId],
	)
	return rowCount === 1
}
