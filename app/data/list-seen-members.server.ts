import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/**
 * Whom a member may see individually in a snapshot's cycle, as frozen: oneself, direct and indirect reports, the teams led
 * and below, whatever their state. Ids of members.
 */
export async function listSeenMembers(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ snapshotId, memberId }: { snapshotId: string; memberId: string },
): Promise<string[]> {
	const cycle = '(SELECT s.cycle_id FROM snapshot s WHERE s.account_id = $1 AND s.id = $2)'
	const { rows } = await sql.query<[string]>({
		text: `SELECT p.member_id FROM participant p
			WHERE p.account_id = $1 AND p.id IN (${seenParticipants({ account: '$1', cycle, member: '$3' })})`,
		values: [accountId, snapshotId, memberId],
		rowMode: 'array',
	})
	return rows.map(([id]) => id)
}
