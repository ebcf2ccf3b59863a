import { answerApi, serve } from '#app/auth/api/answer-api.server.ts'
import { listAllTeams } from '#app/auth/api/list-all-teams.server.ts'
import { readCursor } from '#app/auth/api/read-cursor.server.ts'
import { id } from '#app/domain/api/fields.ts'
import { listTeamsOperation } from '#app/domain/api/people-operations.ts'
import { encodeCursor } from '#app/lib/cursor.server.ts'
import type { Route } from './+types/route.ts'

const list = listTeamsOperation.id

const GET = serve(listTeamsOperation, async ({ session, query }) => {
	const { limit, cursor, ...filter } = query
	const after = readCursor(list, cursor, id)
	const all = await listAllTeams(session, filter)
	const rest = after === undefined ? all : all.filter((team) => team.id > after)
	const rows = rest.slice(0, limit)
	const last = rows.at(-1)
	return { data: rows, next: last && rest.length > rows.length ? encodeCursor(list, last.id) : null }
})

export const loader = (args: Route.LoaderArgs) => answerApi(args, { GET })
export const action = (args: Route.ActionArgs) => answerApi(args, { GET })
