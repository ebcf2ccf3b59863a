import type { Rubric } from '#app/domain/framework/rubric.ts'
import { rubricSchema } from '#app/domain/framework/rubric.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type PublishedRubric = { rubric: Rubric; publishedAt: Date }

/**
 * What new cycles of the account ask: the newest published version of a framework; null when it has none.
 *
 * @param key of the framework: `skill-progression-map`
 */
export async function findPublishedRubric(scope: AccountScope, key: string): Promise<PublishedRubric | null> {
	const found = await withAccount(scope, ({ db }) =>
		db.frameworkVersion.findFirst({
			where: { accountId: scope.accountId, key, publishedAt: { not: null } },
			orderBy: { version: 'desc' },
			select: { rubric: true, publishedAt: true },
		}),
	)
	if (!found?.publishedAt) return null
	return { rubric: rubricSchema.parse(found.rubric), publishedAt: found.publishedAt }
}
