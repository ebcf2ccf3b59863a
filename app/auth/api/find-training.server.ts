import type { TrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { findTrainingNeedsScope } from '#app/data/find-training-needs-scope.server.ts'
import { missing } from './api-refusal.server.ts'
import type { ApiSession } from './authenticate-token.server.ts'

type Query = {
	cycle?: string | undefined
	team?: string | undefined
	family?: string | undefined
	question?: string | undefined
	steps?: 'next' | 'all'
}

/** What a query of the training needs names. What is not there for the reader is missing. */
export async function findTraining(
	{ scope, person }: ApiSession,
	{ cycle, team, family, question, steps = 'next' }: Query,
): Promise<TrainingNeedsScope> {
	const search = { cycle, team: team?.toLowerCase(), family, question, steps, search: undefined }
	const found = await findTrainingNeedsScope(scope, person, search)
	if (found === null || found === 'nothing') throw missing()
	return found
}
