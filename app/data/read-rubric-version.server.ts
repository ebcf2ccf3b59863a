import type { RubricDraft } from '#app/domain/framework/rubric-draft.ts'
import { rubricDraftSchema } from '#app/domain/framework/rubric-draft.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** A version of a framework or its draft, for its file; null where the account has none with this id. */
export async function readRubricVersion(
	scope: AccountScope,
	of: { key: string; frameworkVersionId: string },
): Promise<RubricDraft | null> {
	const found = await withAccount(scope, ({ db }) =>
		db.frameworkVersion.findFirst({
			where: { accountId: scope.accountId, id: of.frameworkVersionId, key: of.key },
			select: { rubric: true },
		}),
	)
	return found && rubricDraftSchema.parse(found.rubric)
}
