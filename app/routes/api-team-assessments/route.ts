import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { listAgreedAssessments } from '#app/data/team-assessments/list-agreed-assessments.server.ts'
import { listTeamAssessmentsOperation } from '#app/domain/api/team-assessment-operations.ts'
import type { Route } from './+types/route.ts'

const list = listTeamAssessmentsOperation.id

const GET = serve(listTeamAssessmentsOperation, async ({ session, query }) => {
	const { scope, person } = session
	const place = readPlace(list, query)
	const { cycle: cycleId, team: teamId, framework } = query
	const found = await listAgreedAssessments(scope, person, { cycleId, teamId, framework, ...place })
	const rows = found.assessments.map(({ agreedAt, ...one }) => ({
		...one,
		agreedAt: agreedAt.toISOString(),
	}))
	return pageAt(list, place, { rows, total: found.total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
