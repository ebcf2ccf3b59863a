import type { FamilyDraft } from '#app/domain/framework/rubric-draft.ts'
import { isSameFamily } from '#app/domain/framework/rubric-draft.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { fingerprintFamily } from './fingerprint-family.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'
import { writeRubricDraft } from './write-rubric-draft.server.ts'

export type SavedRubricFamily =
	| { ok: true; changed: boolean }
	/** The draft or the family in it is gone. */
	| { ok: false; reason: 'gone' }
	/** Somebody else has saved this family meanwhile: it stands as given here. */
	| { ok: false; reason: 'stale'; current: FamilyDraft; fingerprint: string }

type SaveRubricFamily = {
	key: string
	builtIn: Rubric
	familyKey: string
	/** `fingerprintFamily` of what the form began with. */
	seen: string
	/** What the family is to be, from what it is. */
	change: (stored: FamilyDraft) => FamilyDraft
}

/** Saves one family of the draft. Who edits another family at the same time is not in the way. */
export async function saveRubricFamily(
	scope: AccountScope,
	{ key, builtIn, familyKey, seen, change }: SaveRubricFamily,
): Promise<SavedRubricFamily> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		const stored = row?.draft.families.find((family) => family.key === familyKey)
		if (!row || !stored) return { ok: false, reason: 'gone' }
		const fingerprint = fingerprintFamily(stored)
		const next = { ...change(stored), key: stored.key, name: stored.name }
		if (isSameFamily(stored, next)) return { ok: true, changed: false }
		if (fingerprint !== seen) return { ok: false, reason: 'stale', current: stored, fingerprint }
		const families = row.draft.families.map((family) => (family === stored ? next : family))
		await writeRubricDraft(transaction, scope, { row, draft: { ...row.draft, families }, builtIn })
		return { ok: true, changed: true }
	})
}
