import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import type { Rubric } from '#app/domain/framework/rubric.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { selectRubricDraft } from './select-rubric-draft.server.ts'

export type ReadRubricDraft = {
	id: string
	version: number
	revision: number
	updatedAt: Date
	draft: RubricDraft
	/** What is asked at present: the newest published version; null where there is none. */
	published: Rubric | null
	/** Role families of the account's own that the draft has no questions for. */
	addable: { id: string; name: string }[]
}

/** The account's draft of a framework, with what it is compared to; null where there is none. */
export async function readRubricDraft(
	scope: AccountScope,
	{ key }: { key: string },
): Promise<ReadRubricDraft | null> {
	return withAccount(scope, async (transaction) => {
		const row = await selectRubricDraft(transaction, scope, { key })
		if (!row) return null
		const published = await transaction.db.frameworkVersion.findFirst({
			where: { accountId: scope.accountId, key, publishedAt: { not: null } },
			orderBy: { version: 'desc' },
			select: { rubric: true },
		})
		const own = await transaction.db.roleFamily.findMany({
			where: { accountId: scope.accountId, builtIn: false },
			orderBy: [{ position: 'asc' }, { key: 'asc' }],
			select: { id: true, key: true, name: true },
		})
		const names = new Map(own.map((family) => [family.key, family.name]))
		const families = row.draft.families.map((family) => ({
			...family,
			name: names.get(family.key) ?? family.name,
		}))
		const addable = own.flatMap((family) =>
			families.some(({ key: has }) => has === family.key) ? [] : [{ id: family.id, name: family.name }],
		)
		return {
			...row,
			draft: { ...row.draft, families },
			published: published && rubricSchema.parse(published.rubric),
			addable,
		}
	})
}
