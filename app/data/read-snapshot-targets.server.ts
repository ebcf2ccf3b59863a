import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'

export type SnapshotTarget = TargetPlace & { halfSteps: number; dueOn: Day }

/** The targets as they were when the snapshot was published; those of people by participant. */
export async function readSnapshotTargets(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<SnapshotTarget[]> {
	return withAccount(scope, async ({ sql }) => {
		const { rows } = await sql.query<{ target: SnapshotTarget }>(
			`SELECT json_strip_nulls(json_build_object('scope', t.scope, 'familyId', t.family_id, 'teamId', t.team_id,
				'memberId', t.participant_id, 'halfSteps', t.tier, 'dueOn', t.due_on)) AS target
			 FROM snapshot_target t WHERE t.account_id = $1 AND t.snapshot_id = $2
			 ORDER BY t.scope, coalesce(t.family_id, t.team_id, t.participant_id)`,
			[scope.accountId, snapshotId],
		)
		return rows.map(({ target }) => target)
	})
}
