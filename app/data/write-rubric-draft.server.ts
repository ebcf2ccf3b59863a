import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { settleOrigins } from '#app/domain/framework/rubric-draft.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import type { RubricDraftRow } from './select-rubric-draft.server.ts'

/**
 * Keeps a changed draft within the transaction that has locked it, and says of every part whose words it has.
 *
 * @returns its revision from now on
 */
export async function writeRubricDraft(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { row: RubricDraftRow; draft: RubricDraft; builtIn: Rubric },
): Promise<number> {
	const { row, builtIn } = of
	const draft = { ...settleOrigins(of.draft, builtIn), key: row.draft.key, version: row.version }
	const { rows } = await sql.query<{ revision: number }>(
		`UPDATE framework_version SET rubric = $3, title = $4, revision = revision + 1, updated_at = now()
		 WHERE account_id = $1 AND id = $2 RETURNING revision`,
		[accountId, row.id, JSON.stringify(draft), draft.title],
	)
	return rows[0]?.revision ?? row.revision
}
