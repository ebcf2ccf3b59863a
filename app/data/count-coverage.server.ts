import type { StandingCounts } from '#app/domain/cycle/participant-standing.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { getCycleProgress } from './get-cycle-progress.server.ts'
import { makeKeeper } from './make-keeper.server.ts'
import { todayOfAccount } from './today-sql.server.ts'

const keep = makeKeeper<StandingCounts>({ values: 500, size: 500 }, () => 1)

/**
 * Where everybody of a cycle stands, as `getCycleProgress` counts it. Counted once for as long as nothing happens: whatever changes
 * where somebody stands is written to the account's audit log in the same transaction, and a day ends.
 */
export async function countCoverage(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<StandingCounts> {
	const { accountId } = scope
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<{ last: number | null; today: string }>(
			`SELECT (SELECT max(e.sequence) FROM audit_event e WHERE e.account_id = $1) AS last, ${todayOfAccount}::text AS today`,
			[accountId],
		),
	)
	const counted = await keep([accountId, cycleId, rows[0]?.last, rows[0]?.today].join(' '), async () => {
		const { total } = await getCycleProgress(scope, { cycleId })
		return total
	})
	if (!counted) throw new Error('A count always has a result.')
	return counted
}
