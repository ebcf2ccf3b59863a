import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import type { TakenCalibrationGroup } from './take-calibration-group.server.ts'
import { endGroupReopenings } from './end-group-reopenings.server.ts'
import { takeCalibrationGroup } from './take-calibration-group.server.ts'

export type LockCalibrationGroupResult =
	| { ok: true; name: string }
	/** Before the calibration people still answer, which a lock would end. */
	| { ok: false; reason: 'not-calibrating' }
	| Exclude<TakenCalibrationGroup, { ok: true }>

/**
 * Locks a group in the calibration of its cycle: from then on nobody changes a check-in, an agreement or a calibrated tier
 * of its people. Reopenings in it end, as at publication: who is reopened afterwards is not held by the lock. Locked again, it
 * stays as it is.
 */
export async function lockCalibrationGroup(
	scope: AccountScope,
	input: { cycleId: string; groupId: string; version: number },
): Promise<LockCalibrationGroupResult> {
	return withAccount(scope, async (transaction) => {
		const taken = await takeCalibrationGroup(transaction, scope, input)
		if (!taken.ok) {
			// The same click twice: what it asks for is done already.
			const isDone = taken.reason === 'stale' && taken.current.lockedAt !== null
			return isDone ? { ok: true, name: taken.current.name } : taken
		}
		const { name, lockedAt, phase } = taken.group
		if (lockedAt) return { ok: true, name }
		if (phase !== 'calibration') return { ok: false, reason: 'not-calibrating' }
		const reopened = await endGroupReopenings(transaction, scope, input)
		await transaction.sql.query(
			`UPDATE calibration_group SET locked_at = now(), locked_by_id = $3, unlocked_at = NULL, unlock_reason = NULL,
				version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, input.groupId, scope.membershipId],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'calibration-group.locked',
			subject: { kind: 'cycle', id: input.cycleId },
			detail: { groupId: input.groupId, ...(reopened > 0 && { reopeningsEnded: reopened }) },
		})
		return { ok: true, name }
	})
}
