import type { AccountScope } from '#app/data/account-scope.server.ts'
import { withAccountSql } from '#app/data/database.server.ts'
import { makeKeeper } from '#app/data/make-keeper.server.ts'
import { trainingNeedsQuery } from '#app/data/training-needs-sql.server.ts'
import { reachOf, type Person } from '#app/domain/access/policy.ts'
import { readReportMarks } from './read-report-marks.server.ts'

export type NextSteps = {
	/** People with a step that is due now. */
	people: number
	/** People with a result and a target. */
	measured: number
	/** Steps that are due now, of all of them. */
	steps: number
}

const keep = makeKeeper<NextSteps>({ values: 500, size: 500 }, () => 1)

/**
 * How many have a next step to take in a published cycle: the figures of `listTrainingNeeds` without its rows. Counted once for as
 * long as nothing changes that they depend on. Null for who does not see everybody.
 */
export async function countNextSteps(
	scope: AccountScope,
	person: Person,
	{ snapshotId }: { snapshotId: string },
): Promise<NextSteps | null> {
	if (!reachOf(person, 'training-needs.read').has('all')) return null
	const query = trainingNeedsQuery(scope, person, { snapshotId, steps: 'next' })
	if (!query) return null
	const count = async () => {
		const { rows } = await withAccountSql(scope, (sql) =>
			sql.query<NextSteps>(
				`${query.sets}
				 SELECT count(*)::int AS people, coalesce(sum(n.steps), 0)::int AS steps,
					(SELECT count(*)::int FROM assessed WHERE target IS NOT NULL) AS measured
				 FROM (SELECT need.id, count(*) AS steps FROM need GROUP BY 1) n`,
				query.values,
			),
		)
		return rows[0] ?? null
	}
	const marks = await readReportMarks(scope, { snapshotId })
	return marks === null ? count() : keep([scope.accountId, snapshotId, marks].join(' '), count)
}
