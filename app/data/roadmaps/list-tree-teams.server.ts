import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TreeTeam } from '#app/domain/roadmap/portfolio.ts'

/** Every team with what it hangs on, by name; archived ones too, for plans keep them. Of which a reader hears is for the caller. */
export async function listTreeTeams(scope: AccountScope): Promise<(TreeTeam & { isArchived: boolean })[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<TreeTeam & { isArchived: boolean }>(
			`SELECT t.id, t.name, t.parent_id AS "parentId", t.archived_at IS NOT NULL AS "isArchived"
			 FROM team t WHERE t.account_id = $1 ORDER BY lower(t.name), t.id`,
			[scope.accountId],
		)
		return rows
	})
}
