import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type SnapshotFamilyTarget = { familyId: string; halfSteps: number; dueOn: Day }

/** The targets as they were when the snapshot was published. */
export async function readSnapshotTargets(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<SnapshotFamilyTarget[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<SnapshotFamilyTarget>(
			`SELECT t.family_id AS "familyId", t.tier::int AS "halfSteps", t.due_on::text AS "dueOn"
			 FROM snapshot_target t WHERE t.account_id = $1 AND t.snapshot_id = $2 ORDER BY t.family_id`,
			[scope.accountId, snapshotId],
		)
		return rows
	})
}
