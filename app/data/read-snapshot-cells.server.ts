import type { CountRow } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type SnapshotCellsOptions = {
	snapshotId: string
	/** Which nodes: by id, a node with its children, or every one. */
	nodes: { ids: readonly string[] } | { parentId: string } | 'all'
	/** `tier`, `state`, `flow` or keys of questions; all unless given. */
	measures?: readonly string[]
}

/**
 * Counts of a published snapshot, of whole subtrees: one range of the primary key for each node. These are everybody's
 * figures: what a reader may get of them is decided by `applyPattern`.
 */
export async function readSnapshotCells(
	scope: AccountScope,
	options: SnapshotCellsOptions,
): Promise<CountRow[]> {
	return withAccount(scope, (transaction) => readSnapshotCellsWithin(transaction, scope, options))
}

/** The same within an open transaction. */
export async function readSnapshotCellsWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ snapshotId, nodes, measures }: SnapshotCellsOptions,
): Promise<CountRow[]> {
	const values: unknown[] = [accountId, snapshotId, measures ?? null]
	let chosen = ''
	if (nodes !== 'all') {
		chosen =
			'ids' in nodes
				? 'AND c.node_id = ANY ($4::uuid[])'
				: `AND c.node_id IN (SELECT n.node_id FROM snapshot_node n
					WHERE n.account_id = $1 AND n.snapshot_id = $2 AND (n.node_id = $4 OR n.parent_id = $4))`
		values.push('ids' in nodes ? nodes.ids : nodes.parentId)
	}
	const { rows } = await sql.query<[string, string, string, number, number]>({
		text: `SELECT c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
			WHERE c.account_id = $1 AND c.snapshot_id = $2 ${chosen}
				AND ($3::text[] IS NULL OR c.measure = ANY ($3))`,
		values,
		rowMode: 'array',
	})
	return rows.map(([nodeId, familyId, measure, value, count]) => ({
		nodeId,
		familyId,
		measure,
		value,
		count,
	}))
}
