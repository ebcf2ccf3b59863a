import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { Person } from '#app/domain/access/policy.ts'
import { reachOf } from '#app/domain/access/policy.ts'

/** As many as a list offers. */
const most = 50

/**
 * The names of the own attributes that people of a published cycle have as frozen in it, the location first where there is one.
 * None for who does not read everybody.
 */
export async function listGroupAttributes(
	scope: AccountScope,
	person: Person,
	{ snapshotId }: { snapshotId: string },
): Promise<string[]> {
	if (!reachOf(person, 'training-needs.read').has('all')) return []
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ name: string }>(
			`SELECT a.name FROM (
				SELECT DISTINCT jsonb_object_keys(p.attributes) AS name
				FROM snapshot s JOIN participant p ON p.account_id = s.account_id AND p.cycle_id = s.cycle_id
				WHERE s.account_id = $1 AND s.id = $2
			 ) a
			 ORDER BY lower(a.name) NOT IN ('location', 'office', 'site'), lower(a.name), a.name
			 LIMIT ${most}`,
			[scope.accountId, snapshotId],
		),
	)
	return rows.map(({ name }) => name)
}
