import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findPublishedRubric } from '#app/data/find-published-rubric.server.ts'
import { listRoleFamilies } from '#app/data/list-role-families.server.ts'
import { mapKey } from '#app/domain/framework/map-key.ts'
import type { StepGroup } from '#app/domain/training-topic/known-steps.ts'
import { groupSteps } from '#app/domain/training-topic/known-steps.ts'

/** For whom a topic can be, and which steps it can serve: those of the newest published map. */
export async function listTopicOptions(
	scope: AccountScope,
): Promise<{ families: { id: string; name: string }[]; groups: StepGroup[] }> {
	const families = (await listRoleFamilies(scope)).map(({ id, name }) => ({ id, name }))
	const published = await findPublishedRubric(scope, mapKey)
	return { families, groups: published ? groupSteps(published.rubric) : [] }
}
