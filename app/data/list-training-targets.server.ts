import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetPlace } from '#app/domain/target/target-rule.ts'
import { findTarget } from '#app/domain/target/target-rule.ts'
import type { TargetOrigin } from '#app/domain/target/target-words.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccountSql } from './database.server.ts'

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
type KeptTarget = TargetPlace & { isFrozen: boolean; halfSteps: number; dueOn: Day; name: string | null }

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
				EXISTS (SELECT FROM participant p
					WHERE p.account_id = s.account_id AND p.cycle_id = s.cycle_id AND p.family_id = f.id) AS "takesPart"
			 FROM snapshot s
			 JOIN role_family f ON f.account_id = s.account_id
			 WHERE s.account_id = $1 AND s.id = $2
			 ORDER BY f.position, f.key`,
			[scope.accountId, of.snapshotId],
		)
		const { rows: kept } = await sql.query<KeptTarget>(
			`SELECT t.is_frozen AS "isFrozen", t.scope, t.family_id AS "familyId", t.team_id AS "teamId",
				t.tier::int AS "halfSteps", t.due_on::text AS "dueOn", coalesce(f.name, n.name) AS name
			 FROM (
				SELECT true AS is_frozen, scope, family_id, team_id, tier, due_on FROM snapshot_target
				WHERE account_id = $1 AND snapshot_id = $2
				UNION ALL
				SELECT false, scope, family_id, team_id, tier, due_on FROM target WHERE account_id = $1
			 ) t
			 LEFT JOIN role_family f ON f.account_id = $1 AND f.id = t.family_id
			 LEFT JOIN snapshot_node n ON n.account_id = $1 AND n.snapshot_id = $2 AND n.node_id = t.team_id
			 WHERE t.scope IN ('account', 'family') OR t.team_id = ANY ($3::uuid[])`,
			[scope.accountId, of.snapshotId, of.nodeIds],
		)
		return { families: rows, targets: kept }
	})
	const frozen = targets.filter(({ isFrozen }) => isFrozen)
	const later = targets.filter(({ isFrozen }) => !isFrozen)
	return families.map((family) => {
		const seeker = { memberId: null, teamIds: of.nodeIds, familyId: family.familyId }
		const held = findTarget(frozen, seeker) ?? findTarget(later, seeker)
		if (!held) return { ...family, target: null }
		const { halfSteps, dueOn, isFrozen } = held
		return {
			...family,
			target: { halfSteps, dueOn, isFrozen, origin: { scope: held.scope, name: held.name } },
		}
	})
}
