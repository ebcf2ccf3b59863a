import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Day } from '#app/domain/cycle/fiscal-quarter.ts'
import type { Grain } from '#app/domain/metric/period.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

export type MetricSpan = { grain: Grain; first: Day; last: Day }

/** Whose values: of the account and teams as far as the reader goes, and of people where figures are made of them. */
export const seenValues = `($3 OR o.subject_kind = 'account' OR (o.team_id IS NOT NULL AND ($4 OR o.team_id = ANY ($5::uuid[])))
	OR (cardinality($6::uuid[]) > 0 AND o.member_id IS NOT NULL AND EXISTS (SELECT FROM member m WHERE m.account_id = o.account_id AND m.id = o.member_id
		AND m.team_id = ANY ($6::uuid[]))))`

/** The values of `seenValues`, from $3 on: everybody's, every team's, the teams that are the reader's, those whose people are. */
export const seenBy = (sight: MetricSight): unknown[] => [
	...[sight.allPeople, sight.allTeams],
	[...sight.ledTeamIds, ...(sight.ownTeamId ? [sight.ownTeamId] : [])],
	sight.ledTeamIds,
]

/** In which lengths of period values of a metric came that the reader may see, and from when to when. The shortest first. */
export async function readMetricSpan(
	sql: ClientBase,
	{ accountId }: AccountScope,
	sight: MetricSight,
	{ metricId }: { metricId: string },
): Promise<MetricSpan[]> {
	const { rows } = await sql.query<MetricSpan>(
		`SELECT o.grain, min(o.starts_on)::text AS first, max(o.starts_on)::text AS last FROM observation o
		 WHERE o.account_id = $1 AND o.metric_id = $2 AND ${seenValues} GROUP BY o.grain ORDER BY o.grain`,
		[accountId, metricId, ...seenBy(sight)],
	)
	return rows
}
