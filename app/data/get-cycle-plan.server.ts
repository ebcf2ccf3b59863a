import type { CyclePlan } from '#app/domain/cycle/cycle-plan.ts'
import type { AccountScope } from './account-scope.server.ts'
import { scopeNames } from './cycle-scope-sql.server.ts'
import type { Transaction } from './database.server.ts'
import { queryAccount } from './database.server.ts'

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
	const [row] = await queryAccount<Row>(scope, statement, [scope.accountId, cycleId])
	return row ? detailsOf(row) : null
}

/** The same within an open transaction. */
export async function getCyclePlanWithin(
	{ sql }: Transaction,
	scope: AccountScope,
	{ cycleId }: { cycleId: string },
): Promise<CyclePlanDetails | null> {
	const { rows } = await sql.query<Row>(statement, [scope.accountId, cycleId])
	const [row] = rows
	return row ? detailsOf(row) : null
}

type Row = Omit<CyclePlanDetails, 'scope'> & CycleScope

const statement = `
	SELECT c.opens_on::text AS "opensOn", c.review_on::text AS "reviewOn", c.calibration_on::text AS "calibrationOn",
		c.publishes_on::text AS "publishesOn", c.late_joiners_until::text AS "lateJoinersUntil", c.repeats, c.version,
		${scopeNames}
	FROM cycle c WHERE c.account_id = $1 AND c.id = $2`

const detailsOf = ({ teams, families, ...plan }: Row): CyclePlanDetails => ({
	...plan,
	scope: { teams, families },
})
