import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

export type StandingInFor = { name: string; people: number }

/** For whom the person of the scope stands in as a manager in the running cycle, and for how many people. */
export async function listStandIns(scope: AccountScope): Promise<StandingInFor[]> {
	if (scope.memberId === null) return []
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<StandingInFor>(
			`SELECT g.name, count(*)::int AS people
			 FROM participant p
			 JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
			 JOIN member g ON g.account_id = p.account_id AND g.id = p.manager_id
			 WHERE p.account_id = $1 AND p.delegate_id = $2 AND p.state = 'active'
				AND c.phase IN ('open', 'review', 'calibration')
			 GROUP BY g.id, g.name ORDER BY lower(g.name), g.id`,
			[scope.accountId, scope.memberId],
		)
		return rows
	})
}
