import type { Pattern } from '#app/domain/suppression/pattern.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'

/** The cells of a snapshot that readers who see nobody are shown, as decided at publication; null without such a snapshot. */
export async function readSnapshotPattern(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<Pattern | null> {
	const { rows } = await sql.query<{ k: number; columns: Pattern['columns'] }>(
		`SELECT s.minimum_group_size::int AS k, coalesce((
			SELECT json_agg(c) FROM (
				SELECT x.measure, x.family_id AS "familyId", json_agg(x.node_id) AS "nodeIds" FROM snapshot_shown_cell x
				WHERE x.account_id = s.account_id AND x.snapshot_id = s.id GROUP BY x.measure, x.family_id
			) c), '[]') AS columns
		 FROM snapshot s WHERE s.account_id = $1 AND s.id = $2`,
		[accountId, snapshotId],
	)
	return rows[0] ?? null
}
