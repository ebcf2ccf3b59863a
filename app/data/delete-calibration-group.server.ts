import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { TakenCalibrationGroup } from './take-calibration-group.server.ts'
import { takeCalibrationGroup } from './take-calibration-group.server.ts'

export type DeleteCalibrationGroupResult =
	{ ok: true; name: string } | { ok: false; reason: 'locked' } | Exclude<TakenCalibrationGroup, { ok: true }>

/** Takes a group that is not locked apart. What was changed in it stays changed, with its reasons. */
export async function deleteCalibrationGroup(
	scope: AccountScope,
	input: { cycleId: string; groupId: string; version: number },
): Promise<DeleteCalibrationGroupResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeCalibrationGroup(transaction, scope, input)
		if (!taken.ok) return taken
		if (taken.group.lockedAt) return { ok: false, reason: 'locked' }
		await transaction.sql.query(`DELETE FROM calibration_group WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			input.groupId,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'calibration-group.deleted',
			subject: { kind: 'cycle', id: input.cycleId },
			detail: { groupId: input.groupId },
		})
		return { ok: true, name: taken.group.name }
	})
}
