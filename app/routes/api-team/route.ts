import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { listAllTeams } from '#app/auth/api/list-all-teams.server.ts'
import { getTeamOperation } from '#app/domain/api/people-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getTeamOperation, async ({ session, params }) => {
	const asked = params.teamId.toLowerCase()
	for (const state of ['active', 'archived'] as const) {
		const team = (await listAllTeams(session, { state })).find(({ id }) => id === asked)
		if (team) return team
	}
	throw missing()
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
