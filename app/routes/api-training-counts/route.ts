import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { findTraining } from '#app/auth/api/find-training.server.ts'
import { readTrainingCounts } from '#app/data/read-training-counts.server.ts'
import { getTrainingCountsOperation } from '#app/domain/api/result-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getTrainingCountsOperation, async ({ session, query }) => {
	const { scope, person } = session
	const { snapshot, rubric, targets } = await findTraining(session, query)
	const nodeId = query.team?.toLowerCase()
	const found = await readTrainingCounts(scope, person, {
		snapshotId: snapshot.id,
		...{ nodeId, rubric, targets },
	})
	if (!found) throw missing()
	const { node, children, counts } = found
	return {
		cycle: snapshot.cycleName,
		node,
		children,
		counts: counts.map(({ familyId, questionKey, count }) => {
			const { kind: state, ...figures } = count
			return { familyId, question: questionKey, count: { state, ...figures } }
		}) as CountRow[],
	}
})

type CountRow = Awaited<
	ReturnType<(typeof getTrainingCountsOperation)['answer']['schema']['parse']>
>['counts'][number]

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
