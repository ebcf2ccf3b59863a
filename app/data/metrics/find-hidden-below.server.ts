import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import { findHiddenTeams } from './find-hidden-teams.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'

export type HiddenBelow = { nodeId: string; metricId: string; teamId: string }

/**
 * Which teams in or below some teams, or the account, have values of a metric that stay hidden from a reader. Within an open
 * transaction.
 */
export async function findHiddenBelow(
	sql: ClientBase,
	scope: AccountScope,
	sight: MetricSight,
	{ metricIds, nodeIds }: { metricIds: readonly string[]; nodeIds: readonly string[] },
): Promise<HiddenBelow[]> {
	const hidden = await findHiddenTeams(sql, scope, sight, { metricIds })
	if (hidden.length === 0) return []
	const { rows } = await sql.query<{ nodeId: string; teamId: string }>(
		`WITH RECURSIVE line (team_id, node_id) AS (
			SELECT t.id, t.id FROM team t WHERE t.account_id = $1 AND t.id = ANY ($2::uuid[])
			UNION
			SELECT l.team_id, coalesce(t.parent_id, $1) FROM line l JOIN team t ON t.account_id = $1 AND t.id = l.node_id
		 )
		 SELECT node_id AS "nodeId", team_id AS "teamId" FROM line WHERE node_id = ANY ($3::uuid[])
		 ORDER BY node_id, team_id`,
		[scope.accountId, [...new Set(hidden.map(({ teamId }) => teamId))], nodeIds],
	)
	return rows.flatMap(({ nodeId, teamId }) =>
		hidden.filter((one) => one.teamId === teamId).map(({ metricId }) => ({ nodeId, metricId, teamId })),
	)
}
