import type { z } from 'zod'
import { listTeams } from '#app/data/list-teams.server.ts'
import type { teamSchema } from '#app/domain/api/people-operations.ts'
import type { ApiSession } from './authenticate-token.server.ts'

/** Every team of a state: the tree is read as a whole. */
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
	return rows.map(({ archived, ...team }) => ({ ...team, isArchived: archived }))
}
