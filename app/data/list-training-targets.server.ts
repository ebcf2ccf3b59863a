import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import { stateMeasure } from '#app/domain/suppression/pattern.ts'
import type { TargetOrigin } from '#app/domain/target/target-words.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'
import { findKeptTarget, listKeptTargets } from './targets/list-kept-targets.server.ts'

/** What a family of a node is measured against as a whole in a published cycle. */
export type TrainingTarget = {
	familyId: string
	familyKey: string
	familyName: string
	/** Null where nothing holds for it. What is set for a team below or for one person is not in it. */
	target: {
		halfSteps: number
		dueOn: Day
		/** Frozen at publication; else nothing held then, and what holds now counts. */
		isFrozen: boolean
		origin: TargetOrigin
	} | null
	/** Whether anybody of the family takes part in the cycle. Who works where is no result. */
	takesPart: boolean
}

type Family = Omit<TrainingTarget, 'target'>

/**
 * The targets of a node of a snapshot for every family of the account in its order, each as a whole.
 *
 * @param of.nodeIds the node and every node above it, the nearest first
 */
export async function listTrainingTargets(
	scope: AccountScope,
	of: { snapshotId: string; nodeIds: readonly string[] },
): Promise<TrainingTarget[]> {
	const { families, targets } = await withAccountSql(scope, async (sql) => {
		const { rows } = await sql.query<Family>(
			`SELECT f.id AS "familyId", f.key AS "familyKey", f.name AS "familyName",
				EXISTS (SELECT FROM snapshot_cell c WHERE c.account_id = $1 AND c.snapshot_id = $2 AND c.node_id = $1
					AND c.family_id = f.id AND c.measure = $3) AS "takesPart"
			 FROM role_family f
			 WHERE f.account_id = $1 AND EXISTS (SELECT FROM snapshot s WHERE s.account_id = $1 AND s.id = $2)
			 ORDER BY f.position, f.key`,
			[scope.accountId, of.snapshotId, stateMeasure],
		)
		const kept = await listKeptTargets(sql, scope, { snapshotId: of.snapshotId, teamIds: of.nodeIds })
		return { families: rows, targets: kept }
	})
	return families.map((family) => {
		const held = findKeptTarget(targets, { teamIds: of.nodeIds, familyId: family.familyId })
		if (!held) return { ...family, target: null }
		const { halfSteps, dueOn, isFrozen } = held
		return {
			...family,
			target: { halfSteps, dueOn, isFrozen, origin: { scope: held.scope, name: held.name } },
		}
	})
}
