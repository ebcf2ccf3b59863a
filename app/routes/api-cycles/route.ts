import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { showCycle } from '#app/auth/api/show-cycle.server.ts'
import { listCycles } from '#app/data/list-cycles.server.ts'
import { listCyclesOperation } from '#app/domain/api/cycle-operations.ts'
import type { Route } from './+types/route.ts'

const list = listCyclesOperation.id

const GET = serve(listCyclesOperation, async ({ session, query }) => {
	const place = readPlace(list, query)
	const { cycles, total } = await listCycles(session.scope, {
		...place,
		...(query.phase && { phases: [query.phase] }),
	})
	return pageAt(list, place, { rows: cycles.map(showCycle), total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
