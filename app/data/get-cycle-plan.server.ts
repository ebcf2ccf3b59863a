import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import type { Transaction } from './database.server.ts'
import { withAccount } from './database.server.ts'

/** Whom a cycle asks, by name; everybody where both are empty. Teams are named as they were frozen, once they are. */
export type CycleScope = {
	teams: { id: string; name: string }[]
	families: { id: string; name: string }[]
}

export type CyclePlanDetails = CyclePlan & { repeats: boolean; scope: CycleScope; version: number }

/** When the phases of a cycle begin, whom it asks and whether it repeats; null where the account has none with this id. */
export async function getCyclePlan(
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CyclePlanDetails | null> {
	return withAccount(scope, (transaction) => getCyclePlanWithin(transaction, scope, { cycleId }))
}

/** The same within an open transaction. */
export async function getCyclePlanWithin(
	{ sql }: Transaction,
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CyclePlanDetails | null> {
	const { rows } = await sql.query<Omit<CyclePlanDetails, 'scope'> & CycleScope>(
		`SELECT c.opens_on::text AS "opensOn", c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn",
			c.publishes_on::text AS "publishesOn", c.late_joiners_until::text AS "lateJoinersUntil", c.repeats, c.version,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', coalesce(f.name, t.name)) ORDER BY lower(t.name), t.id), '[]')
				FROM cycle_scope_team s
				JOIN team t ON t.account_id = s.account_id AND t.id = s.team_id
				LEFT JOIN cycle_team f ON f.account_id = s.account_id AND f.cycle_id = s.cycle_id AND f.team_id = s.team_id
				WHERE s.account_id = c.account_id AND s.cycle_id = c.id) AS teams,
			(SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name) ORDER BY f.position, f.id), '[]')
				FROM cycle_scope_family s
				JOIN role_family f ON f.account_id = s.account_id AND f.id = s.family_id
				WHERE s.account_id = c.account_id AND s.cycle_id = c.id) AS families
		 FROM cycle c WHERE c.account_id = $1 AND c.id = $2`,
		[scope.accountId, cycleId],
	)
	const [row] = rows
	if (!row) return null
	const { teams, families, ...plan } = row
	return { ...plan, scope: { teams, families } }
}
