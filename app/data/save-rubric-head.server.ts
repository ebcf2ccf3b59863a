import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'
import { writeRubricDraft } from './write-rubric-draft.server.ts'

export type RubricHead = { title: string; description: string }

export type SavedRubricHead =
	| { ok: true; changed: boolean }
	| { ok: false; reason: 'gone' }
	| { ok: false; reason: 'stale'; current: RubricHead }

/** Saves what a draft is called and what it says it is about. `seen` is what the form began with. */
export async function saveRubricHead(
	scope: AccountScope,
	of: { key: string; builtIn: Rubric; seen: RubricHead; head: RubricHead },
): Promise<SavedRubricHead> {
	const { key, builtIn, seen, head } = of
	return withAccount(scope, async (transaction) => {
		const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		if (!row) return { ok: false, reason: 'gone' }
		const { title, description } = row.draft
		if (title === head.title && description === head.description) return { ok: true, changed: false }
		if (title !== seen.title || description !== seen.description) {
			return { ok: false, reason: 'stale', current: { title, description } }
		}
		await writeRubricDraft(transaction, scope, { row, draft: { ...row.draft, ...head }, builtIn })
		return { ok: true, changed: true }
	})
}
