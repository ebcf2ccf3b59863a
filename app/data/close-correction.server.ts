import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { endReopeningWithin, restoreSentWithin } from './end-reopening-within.server.ts'
import { hasCorrectionChanges } from './has-correction-changes.server.ts'
import { isCorrected } from './is-corrected.server.ts'
import { lockCycle } from './lock-cycle.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

export type CloseCorrectionResult =
	| { ok: true }
	| { ok: false; reason: 'gone' | 'not-corrected' }
	/** Something was agreed or sent anew: that is published, not dropped. */
	| { ok: false; reason: 'changed' }

/** Ends a correction in which nothing has changed: no new version, and everything counts as it was sent and agreed. */
export async function closeCorrection(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CloseCorrectionResult> {
	return withAccount(
		scope,
		async (transaction): Promise<CloseCorrectionResult> => {
			const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
			if (!phase) return { ok: false, reason: 'gone' }
			if (!(await isCorrected(transaction, scope, { cycleId }))) return { ok: false, reason: 'not-corrected' }
			const { today } = await readAccountCalendar(transaction, scope)
			if (await hasCorrectionChanges(transaction, scope, { cycleId, today })) {
				return { ok: false, reason: 'changed' }
			}
			await restoreSentWithin(transaction, scope, { cycleId })
			await endReopeningWithin(transaction, scope, { cycleId })
			await appendAuditEvent(transaction, scope, {
				action: 'cycle.correction-closed',
				subject: { kind: 'cycle', id: cycleId },
				detail: {},
			})
			return { ok: true }
		},
		{ timeout: 120_000 },
	)
}
