import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { showCycle } from '#app/auth/api/show-cycle.server.ts'
import { listCycles } from '#app/data/list-cycles.server.ts'
import { getCycleOperation } from '#app/domain/api/cycle-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getCycleOperation, async ({ session, params }) => {
	const { cycles } = await listCycles(session.scope, { cycleId: params.cycleId })
	const [cycle] = cycles
	if (!cycle) throw missing()
	return showCycle(cycle)
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
