import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

/** What a family is measured against in a published cycle. */
export type TrainingTarget = {
	familyId: string
	familyKey: string
	familyName: string
	/** Null where the family has no target. */
	target: {
		halfSteps: number
		dueOn: Day
		/** Frozen at publication; else there was none then, and the present one counts. */
		isFrozen: boolean
	} | null
	/** Whether anybody of the family takes part in the cycle. Who works where is no result. */
	takesPart: boolean
}

/** The targets by which the training needs of a snapshot are found, for every family of the account in its order. */
export async function listTrainingTargets(
	scope: AccountScope,
	{ snapshotId }: { snapshotId: string },
): Promise<TrainingTarget[]> {
	return withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<TrainingTarget>(
			`SELECT f.id AS "familyId", f.key AS "familyKey", f.name AS "familyName",
				CASE WHEN coalesce(frozen.tier, present.tier) IS NOT NULL THEN json_build_object(
					'halfSteps', coalesce(frozen.tier, present.tier), 'dueOn', coalesce(frozen.due_on, present.due_on)::text,
					'isFrozen', frozen.tier IS NOT NULL) END AS target,
				EXISTS (SELECT FROM participant p
					WHERE p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.family_id = f.id) AS "takesPart"
			 FROM snapshot s
			 JOIN role_family f ON f.account_id = s.account_id
			 LEFT JOIN snapshot_target frozen ON frozen.account_id = s.account_id AND frozen.snapshot_id = s.id
				AND frozen.family_id = f.id
			 LEFT JOIN target present ON present.account_id = s.account_id AND present.family_id = f.id
			 WHERE s.account_id = $1 AND s.id = $2
			 ORDER BY f.position, f.key`,
			[scope.accountId, snapshotId],
		)
		return rows
	})
}
