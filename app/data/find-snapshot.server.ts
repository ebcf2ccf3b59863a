import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

/**
 * The snapshot that an address or a command names: by its id, or by the id or the name of its cycle, which mean the newest
 * version; `latest` is that of the newest cycle. Null where there is none.
 */
export async function findSnapshot(
	scope: AccountScope,
	{ cycle }: { cycle: string },
): Promise<{ id: string } | null> {
	// No id and no name holds it, and the database refuses it.
	if (cycle.includes('\0')) return null
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<{ id: string }>(
			`SELECT s.id FROM snapshot s JOIN cycle c ON c.account_id = s.account_id AND c.id = s.cycle_id
			 WHERE s.account_id = $1 AND ($2 IN (s.id::text, c.id::text, c.name) OR $2 = 'latest')
			 ORDER BY c.starts_on DESC, s.version DESC, s.id LIMIT 1`,
			[scope.accountId, cycle],
		)
		return rows[0] ?? null
	})
}
