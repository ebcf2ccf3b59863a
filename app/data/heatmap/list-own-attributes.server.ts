import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'

/** As many as a list offers. */
const most = 50
/** Cycles of which a process keeps the names: the last that were asked for. */
const mostKept = 500
const kept = new Map<string, string[]>()

/**
 * The names of the own attributes that people have in a cycle, the location first where there is one. Of a published cycle they
 * are read once in a process: reading them means looking at everybody.
 */
export async function listOwnAttributes(
	scope: AccountScope,
	{ id, isPublished }: { id: string; isPublished: boolean },
): Promise<string[]> {
	const key = `${scope.accountId} ${id}`
	const known = isPublished ? kept.get(key) : undefined
	if (known) return known
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
	const names = rows.map(({ name }) => name)
	if (isPublished) {
		kept.set(key, names)
		for (const [oldest] of kept) {
			if (kept.size <= mostKept) break
			kept.delete(oldest)
		}
	}
	return names
}
