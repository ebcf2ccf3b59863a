import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { TreeTeam } from '#app/domain/roadmap/portfolio.ts'
import type { LensMarks } from '#app/domain/roadmap/roadmap-lens.ts'

/**
 * Every team with what it hangs on and its marks, by name; archived ones too, for plans keep them. Of which a reader hears is for the caller.
 *
 * @param of.upFrom only these and every team above them
 */
export async function listTreeTeams(
	scope: AccountScope,
	{ upFrom = null }: { upFrom?: readonly string[] | null } = {},
): Promise<(TreeTeam & LensMarks & { isArchived: boolean })[]> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TreeTeam & LensMarks & { isArchived: boolean }>(
			`WITH RECURSIVE up (id, parent_id) AS (
				SELECT t.id, t.parent_id FROM team t WHERE t.account_id = $1 AND t.id = ANY ($2::uuid[])
				UNION
				SELECT t.id, t.parent_id FROM up JOIN team t ON t.account_id = $1 AND t.id = up.parent_id
			 )
			 SELECT t.id, t.name, t.parent_id AS "parentId", t.archived_at IS NOT NULL AS "isArchived",
				t.builds_product_features AS "buildsProductFeatures", t.is_engineering AS "isEngineering"
			 FROM team t WHERE t.account_id = $1 AND ($2::uuid[] IS NULL OR t.id IN (SELECT id FROM up))
			 ORDER BY lower(t.name), t.id`,
			[scope.accountId, upFrom],
		)
		return rows
	})
}
