import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { lockCycle } from './lock-cycle.server.ts'

/** Deletes a cycle that nobody was frozen into yet. `gone` where it does not exist (any more). */
export async function deleteDraftCycle(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<{ ok: true; name: string } | { ok: false; reason: 'gone' | 'not-draft' }> {
	return withAccount(scope, async (transaction) => {
		const phase = await lockCycle(transaction, scope, { cycleId, lock: 'change' })
		if (!phase) return { ok: false, reason: 'gone' }
		if (phase !== 'draft') return { ok: false, reason: 'not-draft' }
		const { rows } = await transaction.sql.query<{ name: string }>(
			`DELETE FROM cycle WHERE account_id = $1 AND id = $2 RETURNING name`,
			[scope.accountId, cycleId],
		)
		const [row] = rows
		if (!row) return { ok: false, reason: 'gone' }
		await appendAuditEvent(transaction, scope, {
			action: 'cycle.deleted',
			subject: { kind: 'cycle', id: cycleId },
			detail: { name: row.name },
		})
		return { ok: true, name: row.name }
	})
}
