import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { appendAuditEvent } from './append-audit-event.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricImport } from './get-rubric-import.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'
import { insertRubricDraft } from './start-rubric-draft.server.ts'
import { writeRubricDraft } from './write-rubric-draft.server.ts'

export type AppliedRubricImport =
	| { ok: true }
	| { ok: false; reason: 'gone' }
	/** The draft is not what the dry run compared the file to. */
	| { ok: false; reason: 'stale' }

type ApplyRubricImport = {
	importId: string
	builtIn: Rubric
	/** What the file says, read again. */
	rubric: Rubric
	/** Of the draft that was compared to; 0 where there was none. */
	revision: number
}

/** Puts a file in the place of the draft, all of it or nothing; begins a draft where there is none. */
export async function applyRubricImport(
	scope: AccountScope,
	{ importId, builtIn, rubric, revision }: ApplyRubricImport,
): Promise<AppliedRubricImport> {
	return withAccount(scope, async (transaction) => {
		const file = await selectRubricImport(transaction, scope, { importId, lock: 'FOR UPDATE' })
		if (!file) return { ok: false, reason: 'gone' }
		const { key } = builtIn
		const before = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		if ((before?.revision ?? 0) !== revision) return { ok: false, reason: 'stale' }
		if (!before) {
			const draftId = await insertRubricDraft(transaction, scope, { draft: rubric, from: null })
			if (draftId === null) return { ok: false, reason: 'stale' }
		}
		const row = before ?? (await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' }))
		if (!row) throw new Error('A draft that was written a moment ago is gone.')
		await writeRubricDraft(transaction, scope, { row, draft: rubric, builtIn })
		await transaction.sql.query(
			`UPDATE import SET state = 'applied', applied_at = now(), version = version + 1
			 WHERE account_id = $1 AND id = $2`,
			[scope.accountId, importId],
		)
		await appendAuditEvent(transaction, scope, {
			action: 'framework.imported',
			subject: { kind: 'framework', id: row.id },
			detail: { version: row.version, families: rubric.families.length },
		})
		return { ok: true }
	})
}
