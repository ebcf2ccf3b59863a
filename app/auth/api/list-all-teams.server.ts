import type { z } from 'zod'
import { listTeams } from '#app/data/list-teams.server.ts'
import type { teamSchema } from '#app/domain/api/people-operations.ts'
import type { ApiSession } from './authenticate-token.server.ts'

/** Every team of a state, by id: the tree is read as a whole, and its order would move with each rename. */
export async function listAllTeams(
	{ scope, account }: ApiSession,
	of: { state: 'active' | 'archived'; search?: string | undefined },
): Promise<z.input<typeof teamSchema>[]> {
	const { state, search = '' } = of
	const { rows } = await listTeams(scope, {
		...{ search, state, sort: 'tree', order: 'asc', page: 1 },
		pageSize: Number.MAX_SAFE_INTEGER,
		locale: account.locale,
	})
	return rows
		.map(({ archived, ...team }) => ({ ...team, isArchived: archived }))
		.sort((a, b) => (a.id < b.id ? -1 : 1))
}
