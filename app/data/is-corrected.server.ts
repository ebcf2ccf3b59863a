import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** Whether a published cycle is being corrected. */
export async function isCorrected(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<boolean> {
	const { rowCount } = await sql.query(
		`SELECT FROM cycle c WHERE c.account_id = $1 AND c.id = $2 AND c.phase = 'published' AND c.reopened_at IS NOT NULL`,
		[accountId, cycleId],
	)
	return rowCount === 1
}
