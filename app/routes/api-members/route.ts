import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { readCursor } from '#app/auth/api/read-cursor.server.ts'
import { showMember } from '#app/auth/api/show-member.server.ts'
import { listMembers } from '#app/data/list-members.server.ts'
import { id } from '#app/domain/api/fields.ts'
import { listMembersOperation } from '#app/domain/api/people-operations.ts'
import { encodeCursor } from '#app/lib/cursor.server.ts'
import type { Route } from './+types/route.ts'

const list = listMembersOperation.id

const GET = serve(listMembersOperation, async ({ session, query }) => {
	const { limit, cursor, ...filter } = query
	const afterId = readCursor(list, cursor, id)
	const { rows, total } = await listMembers(session.scope, {
		filter: { ...filter, afterId },
		sort: 'id',
		order: 'asc',
		page: { number: 1, size: limit },
	})
	const last = rows.at(-1)
	return {
		data: rows.map(showMember),
		next: last && total > rows.length ? encodeCursor(list, last.id) : null,
	}
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
