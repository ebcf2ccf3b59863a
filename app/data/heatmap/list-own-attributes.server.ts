import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { makeKeeper } from '#app/data/make-keeper.server.ts'

/** As many as a list offers. */
const most = 50
/** Of the cycles that were asked for last. */
const keep = makeKeeper<string[]>({ values: 500, size: 500 }, () => 1)

/**
 * The names of the own attributes that people have in a cycle, the location first where there is one. Of a published cycle they
 * are read once in a process: reading them means looking at everybody.
 */
export async function listOwnAttributes(
	scope: AccountScope,
	{ id, isPublished }: { id: string; isPublished: boolean },
): Promise<string[]> {
	const read = async () => {
		const { rows } = await withAccountSql(scope, (sql) =>
			sql.query<{ name: string }>(
				`SELECT a.name FROM (
					SELECT DISTINCT jsonb_object_keys(p.attributes) AS name FROM participant p WHERE p.account_id = $1 AND p.cycle_id = $2
				 ) a
				 ORDER BY lower(a.name) NOT IN ('location', 'office', 'site'), lower(a.name), a.name
				 LIMIT ${most}`,
				[scope.accountId, id],
			),
		)
		return rows.map(({ name }) => name)
	}
	return isPublished ? ((await keep(`${scope.accountId} ${id}`, read)) ?? []) : read()
}
