import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { getHeatmapOperation } from '#app/domain/api/result-operations.ts'
import type { Route } from './+types/route.ts'
import { showHeatmap } from './show-heatmap.server.ts'

const GET = serve(getHeatmapOperation, async ({ session, query }) => {
	const view = await readHeatmapView(session.scope, session.person, {
		cycle: query.cycle,
		nodeId: query.node?.toLowerCase(),
	})
	if (view === null || view === 'nothing') throw missing()
	return showHeatmap(view)
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
