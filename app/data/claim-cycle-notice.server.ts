import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/**
 * Whether something of a cycle is still to be told: true once for each occasion, to the transaction that then tells it. Of
 * two at the same moment the second waits for the first.
 *
 * @param of.occasion what it is, with the day or the id that it is about
 */
export async function claimCycleNotice(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	of: { cycleId: string; occasion: string },
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`INSERT INTO cycle_notice (account_id, cycle_id, occasion) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
		[accountId, of.cycleId, of.occasion],
	)
	return rowCount === 1
}
