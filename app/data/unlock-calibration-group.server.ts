import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { TakenCalibrationGroup } from './take-calibration-group.server.ts'
import { takeCalibrationGroup } from './take-calibration-group.server.ts'

export type UnlockCalibrationGroupResult =
	{ ok: true; name: string } | Exclude<TakenCalibrationGroup, { ok: true }>

/** Opens a locked group of a running cycle again, with a reason that stands on its page until it is locked anew. */
export async function unlockCalibrationGroup(
	scope: AccountScope,
	input: { cycleId: string; groupId: string; version: number; reason: string },
): Promise<UnlockCalibrationGroupResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeCalibrationGroup(transaction, scope, input)
		if (!taken.ok) {
			// The same click twice: what it asks for is done already.
			const isDone =
				taken.reason === 'stale' && !taken.current.lockedAt && taken.current.unlockReason === input.reason
			return isDone ? { ok: true, name: taken.current.name } : taken
		}
		const { name, lockedAt } = taken.group
		if (!lockedAt) return { ok: true, name }
		await transaction.sql.query(
			`UPDATE calibration_group SET locked_at = NULL, locked_by_id = NULL, unlocked_at = now(), unlock_reason = $3,
				version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, input.groupId, input.reason],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'calibration-group.unlocked',
			subject: { kind: 'cycle', id: input.cycleId },
			detail: { groupId: input.groupId },
		})
		return { ok: true, name }
	})
}
