import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccount } from '#app/data/database.server.ts'
import type { TreeTeam } from '#app/domain/roadmap/portfolio.ts'
import type { LensMarks } from '#app/domain/roadmap/roadmap-lens.ts'

/** Every team with what it hangs on and its marks, by name; archived ones too, for plans keep them. Of which a reader hears is for the caller. */
export async function listTreeTeams(
	scope: AccountScope,
): Promise<(TreeTeam & LensMarks & { isArchived: boolean })[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<TreeTeam & LensMarks & { isArchived: boolean }>(
			`SELECT t.id, t.name, t.parent_id AS "parentId", t.archived_at IS NOT NULL AS "isArchived",
				t.builds_product_features AS "buildsProductFeatures", t.is_engineering AS "isEngineering"
			 FROM team t WHERE t.account_id = $1 ORDER BY lower(t.name), t.id`,
			[scope.accountId],
		)
		return rows
	})
}
