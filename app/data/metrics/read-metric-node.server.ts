import type { ClientBase } from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { MetricSight } from './read-metric-sight.server.ts'
import { seesTeam } from './read-metric-sight.server.ts'

type Named = { id: string; name: string }

/** The account or a team, with what stands above it and right below it that the reader may see. */
export type MetricNode = Named & { isAccount: boolean; above: Named[]; below: Named[] }

/**
 * A place in the tree as it is now; null for what is not there or not the reader's. Below the account a reader who does not
 * see every team has the teams that are theirs. Within an open transaction.
 */
export async function readMetricNode(
	sql: ClientBase,
	{ accountId }: AccountScope,
	sight: MetricSight,
	{ nodeId }: { nodeId: string },
): Promise<MetricNode | null> {
	const isAccount = nodeId === accountId
	if (!isAccount && !seesTeam(sight, nodeId)) return null
	const { rows } = await sql.query<MetricNode>(
		`WITH RECURSIVE up AS (
			SELECT t.id, t.name, t.parent_id, 0 AS step FROM team t WHERE t.account_id = $1 AND t.id = $2
			UNION ALL
			SELECT t.id, t.name, t.parent_id, u.step + 1 FROM up u JOIN team t ON t.account_id = $1 AND t.id = u.parent_id
		 )
		 SELECT $2::uuid AS id, coalesce((SELECT name FROM up WHERE step = 0), a.name) AS name, $2::uuid = a.id AS "isAccount",
			(SELECT coalesce(json_agg(json_build_object('id', id, 'name', name) ORDER BY step DESC), '[]')
				FROM up WHERE step > 0 AND ($3 OR id = ANY ($4::uuid[]))) AS above,
			(SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) ORDER BY lower(t.name), t.id), '[]')
				FROM team t WHERE t.account_id = $1 AND t.archived_at IS NULL AND CASE
					WHEN $2 <> $1 THEN t.parent_id = $2 AND ($3 OR t.id = ANY ($4::uuid[]))
					WHEN $3 THEN t.parent_id IS NULL
					ELSE t.id = ANY ($4::uuid[]) AND (t.parent_id IS NULL OR NOT t.parent_id = ANY ($4::uuid[])) END) AS below
		 FROM account a WHERE a.id = $1 AND ($2 = $1 OR EXISTS (SELECT FROM up))`,
		[
			...[accountId, nodeId, sight.allTeams],
			[...sight.ledTeamIds, ...(sight.ownTeamId ? [sight.ownTeamId] : [])],
		],
	)
	return rows[0] ?? null
}
