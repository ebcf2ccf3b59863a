import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { TargetPlace, TargetSeeker } from '#app/domain/target/target-rule.ts'
import { findTarget } from '#app/domain/target/target-rule.ts'

/** A target of the account, a family or a team, as a published cycle keeps it or as it holds now. */
export type KeptTarget = TargetPlace & {
	/** Frozen at publication; else it holds now. */
	isFrozen: boolean
	halfSteps: number
	dueOn: Day
	/** Of the family, or of the team as it was called in the cycle; null for the account. */
	name: string | null
}

/**
 * Every target that groups of people of a published cycle can be measured against.
 *
 * @param of.teamIds only those of these teams beside the account's and the families'; null for those of all
 */
export async function listKeptTargets(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	of: { snapshotId: string; teamIds: readonly string[] | null },
): Promise<KeptTarget[]> {
	const { rows } = await sql.query<KeptTarget>(
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
		 WHERE t.scope IN ('account', 'family') OR (t.scope = 'team' AND ($3::uuid[] IS NULL OR t.team_id = ANY ($3::uuid[])))`,
		[accountId, of.snapshotId, of.teamIds],
	)
	return rows
}

/** The target of a group as a whole: what was frozen with the cycle; where nothing held then, what holds now. */
export function findKeptTarget(
	targets: readonly KeptTarget[],
	of: Omit<TargetSeeker, 'memberId'>,
): KeptTarget | null {
	const seeker = { ...of, memberId: null }
	const frozen = targets.filter(({ isFrozen }) => isFrozen)
	return (
		findTarget(frozen, seeker) ??
		findTarget(
			targets.filter(({ isFrozen }) => !isFrozen),
			seeker,
		)
	)
}
