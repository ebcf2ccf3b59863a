import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { TrainingNeed, TrainingNeedSort } from './training-need-rows.server.ts'
import { trainingNeedRows } from './training-need-rows.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'
import { trainingNeedsQuery } from './training-needs-sql.server.ts'

export type TrainingNeedOptions = TrainingNeedFilter & {
	snapshotId: string
	sort?: TrainingNeedSort
	order?: 'asc' | 'desc'
	/** From 0; with a limit. Without them everything. */
	offset?: number
	limit?: number
}

/** How many people lack the same step. */
export type TrainingNeedGroup = {
	familyId: string
	questionKey: string
	fromHalfSteps: number
	people: number
}

export type TrainingNeeds = {
	rows: TrainingNeed[]
	/** Steps of all pages. */
	total: number
	/** Different people in all pages. */
	people: number
	/** People with a result and a target whom the filter of people leaves, with steps or without. */
	measured: number
	/** The steps of all pages, the most frequent first. */
	groups: TrainingNeedGroup[]
}

/**
 * The steps that people lack to reach their target, from the agreed answers of one published cycle. HR sees
 * everybody, managers their own reports as frozen in the cycle, members themselves. Null for who sees nobody.
 */
export async function listTrainingNeeds(
	scope: AccountScope,
	person: Person,
	{ sort, order, offset = 0, limit, ...filter }: TrainingNeedOptions,
): Promise<TrainingNeeds | null> {
	const query = trainingNeedsQuery(scope, person, filter)
	if (!query) return null
	const { sets, values, next } = query
	return withAccount(scope, async (transaction) => {
		const { today } = await readAccountCalendar(transaction, scope)
		const { rows: counted } = await transaction.sql.query<TrainingNeedGroup & { measured: number }>(
			`${sets}
			 SELECT family_id AS "familyId", question_key AS "questionKey", from_half_steps::int AS "fromHalfSteps",
				count(DISTINCT id)::int AS people, (SELECT count(*)::int FROM assessed WHERE target IS NOT NULL) AS measured
			 FROM need
			 GROUP BY GROUPING SETS ((), (family_id, question_key, question_position, from_half_steps))
			 ORDER BY people DESC, question_position, from_half_steps`,
			values,
		)
		const whole = counted.find(({ familyId }) => familyId === null)
		const groups = counted.flatMap(({ measured: _, ...group }) => (group.familyId === null ? [] : [group]))
		const { rows } = await transaction.sql.query<TrainingNeed>(
			trainingNeedRows({
				sets,
				today: `$${next}`,
				sort,
				order,
				page: `LIMIT $${next + 1} OFFSET $${next + 2}`,
			}),
			[...values, today, limit ?? null, offset],
		)
		return {
			rows,
			total: groups.reduce((sum, { people }) => sum + people, 0),
			people: whole?.people ?? 0,
			measured: whole?.measured ?? 0,
			groups,
		}
	})
}
