import type { RubricFamily } from '#app/domain/framework/rubric.ts'
import { findFamily, rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** A family's questions in a version of the framework; null where the rubric has none for the family. */
export async function readRubricFamily(
	{ db }: Transaction,
	scope: AccountScope,
	of: { frameworkVersionId: string; familyKey: string },
): Promise<RubricFamily | null> {
	const { rubric } = await db.frameworkVersion.findUniqueOrThrow({
		where: { accountId_id: { accountId: scope.accountId, id: of.frameworkVersionId } },
		select: { rubric: true },
	})
	return findFamily(rubricSchema.parse(rubric), of.familyKey) ?? null
}
