import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { rubricDraftSchema } from '#app/domain/framework/rubric-draft.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

export type RubricDraftRow = {
	id: string
	/** Of the rubric, once it is published. */
	version: number
	/** How often the draft was saved: what a form has to have seen. */
	revision: number
	updatedAt: Date
	draft: RubricDraft
}

/** The account's one draft of a framework within an open transaction; null where there is none. */
export async function selectRubricDraft(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ key, lock = '' }: { key: string; lock?: '' | 'FOR UPDATE' },
): Promise<RubricDraftRow | null> {
	const { rows } = await sql.query<Omit<RubricDraftRow, 'draft'> & { rubric: unknown }>(
		`SELECT v.id, v.version, v.revision, v.updated_at AS "updatedAt", v.rubric FROM framework_version v
		 WHERE v.account_id = $1 AND v.key = $2 AND v.published_at IS NULL ${lock}`,
		[accountId, key],
	)
	const [row] = rows
	if (!row) return null
	const { rubric, ...rest } = row
	return { ...rest, draft: rubricDraftSchema.parse(rubric) }
}
