import { arrangeTeams } from '#app/domain/roster/team-tree.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type PeopleOptions = {
	families: { key: string; name: string }[]
	/** Teams that are not archived, in the order of the tree. */
	teams: { id: string; path: string }[]
	/** Everybody to whom somebody reports. */
	managers: { id: string; name: string }[]
}

/** What people can be filtered by and put into. */
export async function listPeopleOptions(scope: AccountScope, locale: string): Promise<PeopleOptions> {
	const { compare } = new Intl.Collator(locale, { numeric: true })
	return withAccount(scope, async ({ sql }) => {
		const families = await sql.query<{ key: string; name: string }>(
			`SELECT key, name FROM role_family WHERE account_id = $1 ORDER BY position, key`,
			[scope.accountId],
		)
		const teams = await sql.query<{ id: string; name: string; parentId: string | null }>(
			`SELECT id, name, parent_id AS "parentId" FROM team WHERE account_id = $1 AND archived_at IS NULL`,
			[scope.accountId],
		)
		const managers = await sql.query<{ id: string; name: string }>(
			`SELECT m.id, m.name FROM member m
			 WHERE m.account_id = $1 AND EXISTS (SELECT FROM member r WHERE r.account_id = $1 AND r.manager_id = m.id)
			 ORDER BY lower(m.name), m.id`,
			[scope.accountId],
		)
		return {
			families: families.rows,
			teams: arrangeTeams(teams.rows, compare).map(({ id, path }) => ({ id, path: path.join(' / ') })),
			managers: managers.rows,
		}
	})
}
