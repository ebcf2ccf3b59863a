import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { CalibrationChange } from './list-calibration-changes.server.ts'
import { listCalibrationChanges } from './list-calibration-changes.server.ts'

/** What calibration changed about a participant whose row the reader has in sight, newest first. */
export async function getCalibrationHistory(
	scope: AccountScope,
	{ participantId }: { participantId: string },
): Promise<CalibrationChange[]> {
	return withAccount(scope, (transaction) => listCalibrationChanges(transaction, scope, participantId))
}
