import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { CalibrationGroup } from './get-calibration-group.server.ts'
import { selectCalibrationGroup } from './get-calibration-group.server.ts'
import { takeRunningCycle } from './take-running-cycle.server.ts'

export type TakenCalibrationGroup =
	| { ok: true; group: CalibrationGroup }
	| { ok: false; reason: 'gone' | 'not-running' }
	/** Somebody else has changed the group in the meantime: this is how it is now. */
	| { ok: false; reason: 'stale'; current: CalibrationGroup }

/** Takes hold of a group of a running cycle for changing it, as it was seen last. */
export async function takeCalibrationGroup(
	transaction: Transaction,
	scope: AccountScope,
	of: { cycleId: string; groupId: string; version: number },
): Promise<TakenCalibrationGroup> {
	const cycle = await takeRunningCycle(transaction, scope, of.cycleId)
	if (!cycle.ok) return cycle
	const group = await selectCalibrationGroup(transaction, scope, of, { lock: true })
	if (!group) return { ok: false, reason: 'gone' }
	if (group.version !== of.version) return { ok: false, reason: 'stale', current: group }
	return { ok: true, group }
}
