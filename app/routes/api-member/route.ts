import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { missing } from '#app/auth/api/api-refusal.server.ts'
import { showMember } from '#app/auth/api/show-member.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { getMemberOperation } from '#app/domain/api/people-operations.ts'
import type { Route } from './+types/route.ts'

const GET = serve(getMemberOperation, async ({ session, params }) => {
	const { rows } = await listMembers(session.scope, {
		filter: { id: params.memberId },
		sort: 'id',
		order: 'asc',
	})
	const [member] = rows
	if (!member) throw missing()
	return showMember(member)
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
