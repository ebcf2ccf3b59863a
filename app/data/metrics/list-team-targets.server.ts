import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { SubjectTarget } from '#app/domain/metric/subject-metric.ts'

/**
 * What the metrics of a team should reach, by the metric's id: its own targets, and else those of the account. What adds up over
 * teams is the account's alone: a team has no share of such a target. Within an open transaction.
 */
export async function listTeamTargets(
	sql: Pick<ClientBase, 'query'>,
	{ accountId }: AccountScope,
	{ teamId }: { teamId: string },
): Promise<Map<string, SubjectTarget>> {
	const { rows } = await sql.query<SubjectTarget & { metricId: string }>(
		`SELECT DISTINCT ON (g.metric_id) g.metric_id AS "metricId", g.value::float8 AS value, g.due_on::text AS "dueOn",
			g.team_id IS NOT NULL AS "isOwn"
		 FROM metric_target g JOIN metric x ON x.account_id = g.account_id AND x.id = g.metric_id
		 WHERE g.account_id = $1 AND (g.team_id = $2
			OR g.team_id IS NULL AND x.aggregation IN ('weighted_mean', 'ratio_of_sums'))
		 ORDER BY g.metric_id, g.team_id NULLS LAST`,
		[accountId, teamId],
	)
	return new Map(rows.map(({ metricId, ...target }) => [metricId, target]))
}
