import type { Rubric } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'
import { writeRubricDraft } from './write-rubric-draft.server.ts'

/**
 * Takes a family of the account's own out of the draft; its role family stays. Null where there is none: built-in families
 * stay in every version.
 *
 * @returns its name
 */
export async function removeRubricFamily(
	scope: AccountScope,
	{ key, builtIn, familyKey }: { key: string; builtIn: Rubric; familyKey: string },
): Promise<string | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRubricDraft(transaction, scope, { key, lock: 'FOR UPDATE' })
		const family = row?.draft.families.find((one) => one.key === familyKey)
		if (!row || !family || builtIn.families.some((one) => one.key === familyKey)) return null
		const families = row.draft.families.filter((one) => one !== family)
		await writeRubricDraft(transaction, scope, { row, draft: { ...row.draft, families }, builtIn })
		return family.name
	})
}
