import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import { cellCounts, frozenPeople, snapshotTree } from './cell-counts-sql.server.ts'
import { withAccount } from './database.server.ts'
import { seenParticipants } from './seen-participants-sql.server.ts'

/**
 * How many of those whom a member may see individually (in the snapshot's cycle, as frozen: oneself, direct and indirect
 * reports, the teams led and below) are in each cell of a snapshot. The same cells as `readSnapshotCells`, of whole
 * subtrees, so that whom the member does not see are the snapshot's counts minus these. Empty for who sees nobody there.
 */
export async function countSeenParticipants(
	scope: AccountScope,
	{ snapshotId, memberId }: { snapshotId: string; memberId: string },
): Promise<CountRow[]> {
	return withAccount(scope, async ({ sql }) => {
		const snapshots = await sql.query<{ cycleId: string; comparisonCycleId: string | null }>(
			`SELECT s.cycle_id AS "cycleId", b.cycle_id AS "comparisonCycleId" FROM snapshot s
			 LEFT JOIN snapshot b ON b.account_id = s.account_id AND b.id = s.comparison_id
			 WHERE s.account_id = $1 AND s.id = $2`,
			[scope.accountId, snapshotId],
		)
		const [snapshot] = snapshots.rows
		if (!snapshot) return []
		const seen = seenParticipants({ account: '$1', cycle: '$3', member: '$5' })
		const people = frozenPeople({ account: '$1', cycle: '$3', comparison: '$4::uuid' })
		const { rows } = await sql.query<[string, string, string, number, number]>({
			text: cellCounts({
				account: '$1::uuid',
				node: snapshotTree({ account: '$1', snapshot: '$2' }),
				people: `${people} AND p.id IN (${seen})`,
			}),
			values: [scope.accountId, snapshotId, snapshot.cycleId, snapshot.comparisonCycleId, memberId],
			rowMode: 'array',
		})
		return rows.map(([nodeId, familyId, measure, value, count]) => ({
			nodeId,
			familyId,
			measure,
			value,
			count,
		}))
	})
}
