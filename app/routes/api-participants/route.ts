import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { pageAt, readPlace } from '#app/auth/api/paged.server.ts'
import { getCycle } from '#app/data/get-cycle.server.ts'
import { listCycleParticipants } from '#app/data/list-cycle-participants.server.ts'
import { listParticipantsOperation } from '#app/domain/api/cycle-operations.ts'
import type { Route } from './+types/route.ts'

const list = listParticipantsOperation.id

const GET = serve(listParticipantsOperation, async ({ session, params, query }) => {
	const { scope } = session
	const { cycleId } = params
	if (!(await getCycle(scope, { cycleId }))) throw missing()
	const { standing, search = '' } = query
	const place = readPlace(list, query)
	const { participants, total } = await listCycleParticipants(scope, {
		...{ cycleId, search, ...place },
		standings: standing && [standing],
	})
	const rows = participants.map(({ teamName, managerName, delegateName, familyName, ...participant }) => ({
		...participant,
		team: teamName,
		manager: managerName,
		delegate: delegateName,
		family: familyName,
	}))
	return pageAt(list, place, { rows, total })
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
