import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

export type SnapshotTreeNode = {
	/** The team's id; for the root the account's. */
	id: string
	parentId: string | null
	/** As it was when the cycle opened. */
	name: string
	/** 0 for the root. */
	depth: number
}

/** The tree that a snapshot has frozen, parents before children, each level by name. Empty where there is no such snapshot. */
export async function readSnapshotTree(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<SnapshotTreeNode[]> {
	return withAccount(scope, (transaction) => readSnapshotTreeWithin(transaction, scope, { snapshotId }))
}

/** The same within an open transaction. */
export async function readSnapshotTreeWithin(
	{ sql }: Transaction,
	{ accountId }: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<SnapshotTreeNode[]> {
	const { rows } = await sql.query<SnapshotTreeNode>(
		`SELECT n.node_id AS id, n.parent_id AS "parentId", n.name, n.depth
		 FROM snapshot_node n WHERE n.account_id = $1 AND n.snapshot_id = $2
		 ORDER BY n.depth, n.name, n.node_id`,
		[accountId, snapshotId],
	)
	return rows
}
