import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/**
 * Drafts a checkpoint of every plan that is not closed, in the transaction that publishes a cycle: one for each plan and cycle,
 * however often it runs. What people reached is not copied: a snapshot never changes, and each reader reads it as they may.
 *
 * @returns how many it drafted
 */
export async function draftCheckpoints(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	of: { cycleId: string; snapshotId: string },
): Promise<number> {
	const { rowCount } = await sql.query(
		`INSERT INTO roadmap_checkpoint (account_id, roadmap_id, cycle_id, snapshot_id)
		 SELECT r.account_id, r.id, $2, $3 FROM roadmap r WHERE r.account_id = $1 AND r.state = 'active' ORDER BY r.id
		 ON CONFLICT (account_id, roadmap_id, cycle_id) DO NOTHING`,
		[accountId, of.cycleId, of.snapshotId],
	)
	return rowCount ?? 0
}
