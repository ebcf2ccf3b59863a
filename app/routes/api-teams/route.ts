import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { listAllTeams } from '#app/auth/api/list-all-teams.server.ts'
import { pageById } from '#app/auth/api/paged.server.ts'
import { listTeamsOperation } from '#app/domain/api/people-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(listTeamsOperation, async ({ session, query }) => {
	const { limit, cursor, ...filter } = query
	return pageById(listTeamsOperation.id, { limit, cursor }, await listAllTeams(session, filter))
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
