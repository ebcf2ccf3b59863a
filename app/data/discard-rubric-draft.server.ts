import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'

export type DiscardedRubricDraft = { ok: true } | { ok: false; reason: 'gone' | 'stale' }

/** Throws the draft away, as it was seen. What is published stays, and so do the role families that were made for it. */
export async function discardRubricDraft(
	scope: AccountScope,
	{ key, revision }: { key: string; revision: number },
): Promise<DiscardedRubricDraft> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		if (!row) return { ok: false, reason: 'gone' }
		if (row.revision !== revision) return { ok: false, reason: 'stale' }
		await transaction.sql.query(`DELETE FROM framework_version WHERE account_id = $1 AND id = $2`, [
			scope.accountId,
			row.id,
		])
		await appendAuditEvent(transaction, scope, {
			action: 'framework.draft-discarded',
			subject: { kind: 'framework', id: row.id },
			detail: { version: row.version },
		})
		return { ok: true }
	})
}
