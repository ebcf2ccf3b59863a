import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import type { CountRow } from '#app/domain/suppression/pattern.ts'

export type SnapshotCellsOptions = {
	snapshotId: string
	/** Which nodes: by id, a node with its children, or every one. */
	nodes: { ids: readonly string[] } | { parentId: string } | 'all'
	/** `tier`, `state`, `flow` or keys of questions; all unless given. */
	measures?: readonly string[]
}

/** Counts of a published snapshot as they are stored, of whole subtrees: everybody's figures, whoever may read them. */
export async function readSnapshotCells(
	scope: AccountScope,
	{ snapshotId, nodes, measures }: SnapshotCellsOptions,
): Promise<CountRow[]> {
	const { accountId } = scope
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
	const { rows } = await withAccountSql(scope, (sql) =>
		sql.query<[string, string, string, number, number]>({
			text: `SELECT c.node_id, c.family_id, c.measure, c.value, c.count FROM snapshot_cell c
			WHERE c.account_id = $1 AND c.snapshot_id = $2 ${chosen}
				AND ($3::text[] IS NULL OR c.measure = ANY ($3))`,
			values,
			rowMode: 'array',
		}),
	)
	return rows.map(([nodeId, familyId, measure, value, count]) => ({
		nodeId,
		familyId,
		measure,
		value,
		count,
	}))
}
