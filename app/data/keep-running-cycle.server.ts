import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import type { AnnounceHandOver } from './hand-over-pairs.server.ts'
import { handOverPairs } from './hand-over-pairs.server.ts'
import { holdRunningCycle } from './hold-running-cycle.server.ts'
import { joinNewcomers } from './join-newcomers.server.ts'
import { markLeavers } from './mark-leavers.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'

/**
 * Lets the running cycle follow the roster: who has left is marked, who has come joins by its rule, and who stands in for
 * managers who are gone is told. Null where none runs, and where another process is at it.
 */
export async function keepRunningCycle(
	scope: AccountScope,
	{ at, announce }: { at: Date; announce: AnnounceHandOver },
): Promise<{ left: number; back: number; joined: number; handedOver: number } | null> {
	return withAccount(
		scope,
		async (transaction) => {
			const { rows } = await transaction.sql.query<{ free: boolean }>(
				`SELECT pg_try_advisory_xact_lock(hashtextextended('cycle.keep:' || $1, 0)) AS free`,
				[scope.accountId],
			)
			if (!rows[0]?.free) return null
			const cycle = await holdRunningCycle(transaction, scope)
			if (!cycle) return null
			const { today } = await readAccountCalendar(transaction, scope, at)
			const leavers = await markLeavers(transaction, scope, { cycleId: cycle.id, today })
			const newcomers = await joinNewcomers(transaction, scope, { today })
			const pairs = await handOverPairs(transaction, scope, { cycle, today, announce })
			return { ...leavers, ...newcomers, ...pairs }
		},
		{ timeout: 120_000 },
	)
}
