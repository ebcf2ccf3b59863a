import type { Person } from '#app/domain/access/policy.ts'
import type { AccountScope } from './account-scope.server.ts'
import { withAccount } from './database.server.ts'
import { readAccountCalendar } from './read-account-calendar.server.ts'
import type { TrainingNeed, TrainingNeedSort } from './training-need-rows.server.ts'
import { trainingNeedRows } from './training-need-rows.server.ts'
import type { TrainingNeedFilter } from './training-needs-sql.server.ts'
import { trainingNeedsQuery } from './training-needs-sql.server.ts'

const batchSize = 2000
/** A reader who takes longer than this over the whole gets no more. */
const longest = 15 * 60_000

/**
 * The rows of `listTrainingNeeds` without pages, as they stand at one moment, in batches: however many there are, only two
 * batches are in memory: the database makes the next one while `onRows` is waited for.
 *
 * @returns how many rows there were; null for who sees nobody
 */
export async function streamTrainingNeeds(
	scope: AccountScope,
	person: Person,
	of: TrainingNeedFilter & {
		snapshotId: string
		sort?: TrainingNeedSort | undefined
		order?: 'asc' | 'desc' | undefined
	},
	onRows: (rows: TrainingNeed[]) => Promise<void>,
): Promise<number | null> {
	const { sort, order, ...filter } = of
	const query = trainingNeedsQuery(scope, person, filter)
	if (!query) return null
	return withAccount(
		scope,
		async (transaction) => {
			const { today } = await readAccountCalendar(transaction, scope)
			const { sql } = transaction
			await sql.query(
				`DECLARE training_need NO SCROLL CURSOR FOR ${trainingNeedRows({ sets: query.sets, today: `$${query.next}`, sort, order })}`,
				[...query.values, today],
			)
			const fetchNext = () => {
				const next = sql.query<TrainingNeed>(`FETCH ${batchSize} FROM training_need`)
				// Whoever waits for it is told; nobody does once `onRows` has thrown.
				next.catch(() => undefined)
				return next
			}
			let count = 0
			let next = fetchNext()
			for (;;) {
				const { rows } = await next
				if (rows.length === 0) return count
				count += rows.length
				next = fetchNext()
				await onRows(rows)
			}
		},
		{ timeout: longest },
	)
}
