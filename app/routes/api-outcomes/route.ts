import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { listCellPeople } from '#app/data/list-cell-people.server.ts'
import { readHeatmapView } from '#app/data/read-heatmap-view.server.ts'
import { listOutcomesOperation } from '#app/domain/api/cycle-operations.ts'
import { tierOf } from '#app/domain/tier/tier.ts'
import type { Route } from './+types/route.ts'

const list = listOutcomesOperation.id

const GET = serve(listOutcomesOperation, async ({ session, params, query }) => {
	const { scope, person } = session
	const view = await readHeatmapView(scope, person, { cycle: params.cycleId.toLowerCase() })
	if (view === null || view === 'nothing') throw missing()
	const place = readPlace(list, query)
	const found = await listCellPeople(scope, view, { familyId: null, ...place })
	if (!found) throw missing()
	const rows = found.people.map(({ teamName, familyName, halfSteps, ...one }) => ({
		...one,
		team: teamName,
		family: familyName,
		tier: halfSteps === null ? null : tierOf(halfSteps),
	}))
	return pageAt(list, place, { rows, total: found.total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
