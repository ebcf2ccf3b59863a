import type { Rubric } from '#app/domain/framework/rubric.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

/** What one version of a framework asks: the one that a cycle or its snapshot names. */
export async function readRubric(
	scope: AccountScope,
	{ frameworkVersionId }: { frameworkVersionId: string },
): Promise<Rubric> {
	const { rubric } = await withAccount(scope, ({ db }) =>
		db.frameworkVersion.findUniqueOrThrow({
			where: { accountId_id: { accountId: scope.accountId, id: frameworkVersionId } },
			select: { rubric: true },
		}),
	)
	return rubricSchema.parse(rubric)
}
