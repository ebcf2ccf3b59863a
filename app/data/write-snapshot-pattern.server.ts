import { decidePattern } from '#app/domain/suppression/decide-pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { listPublishedSnapshotsWithin } from './list-published-snapshots.server.ts'
import { readSnapshotCellsWithin } from './read-snapshot-cells.server.ts'
import { readSnapshotPatternWithin } from './read-snapshot-pattern.server.ts'
import { readSnapshotTransitionsWithin } from './read-snapshot-transitions.server.ts'
import { readSnapshotTreeWithin } from './read-snapshot-tree.server.ts'

/**
 * Decides and stores which cells of a new snapshot readers who see nobody are shown, within the publishing transaction. One
 * stored pattern serves them all: it holds also for a reader who knows one person's result, their own.
 */
export async function writeSnapshotPattern(
	transaction: Transaction,
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<void> {
	const snapshots = await listPublishedSnapshotsWithin(transaction, scope)
	const snapshot = snapshots.find(({ id }) => id === snapshotId)
	if (!snapshot) throw new Error('The snapshot whose pattern is to be decided does not exist.')

	const earlier = []
	for (const { id } of snapshots.toReversed()) {
		const pattern =
			id !== snapshotId && (await readSnapshotPatternWithin(transaction, scope, { snapshotId: id }))
		if (!pattern) continue
		earlier.push({
			nodes: await readSnapshotTreeWithin(transaction, scope, { snapshotId: id }),
			pattern,
			transitions: await readSnapshotTransitionsWithin(transaction, scope, {
				fromSnapshotId: id,
				toSnapshotId: snapshotId,
				unseenByMemberId: null,
			}),
		})
	}
	const counts = await readSnapshotCellsWithin(transaction, scope, { snapshotId, nodes: 'all' })
	const pattern = decidePattern({
		k: snapshot.minimumGroupSize,
		nodes: await readSnapshotTreeWithin(transaction, scope, { snapshotId }),
		counts: counts.filter(({ measure }) => measure !== 'flow'),
		earlier,
		allowance: 1,
	})

	const columns = pattern.columns.filter(({ nodeIds }) => nodeIds.length > 0)
	for (const { measure, familyId, nodeIds } of columns) {
		await transaction.sql.query(
			`INSERT INTO snapshot_shown_cell (account_id, snapshot_id, node_id, family_id, measure)
			 SELECT $1, $2, node_id, $3, $4 FROM unnest($5::uuid[]) AS shown (node_id)`,
			[scope.accountId, snapshotId, familyId, measure, nodeIds],
		)
	}
}
