import type { AccountScope } from '#app/data/account-scope.server.ts'
import type { Transaction } from '#app/data/database.server.ts'

/** A metric with a team or the account, whose figures of it an import may have changed; without a node those of all. */
export type TouchedNode = { metricId: string; nodeId: string | null }

/**
 * The nodes whose outcomes rest on what an import wrote: of every value of a team its line up to the account. Asked after an import is
 * written, and before it is taken back. Values of people are in no figure of an outcome.
 *
 * A subject that has values of the metric by this import alone touches all nodes: which teams are too small to be shown depends on which
 * teams are measured at all.
 */
export async function listTouchedNodes(
	{ sql }: Pick<Transaction, 'sql'>,
	{ accountId }: AccountScope,
	{ importId }: { importId: string },
): Promise<TouchedNode[]> {
	const { rows: metrics } = await sql.query<{ id: string }>(
		`SELECT DISTINCT (i.outcome ->> 'metricId')::uuid AS id FROM roadmap_item i
		 WHERE i.account_id = $1 AND i.next_check_at IS NOT NULL`,
		[accountId],
	)
	if (metrics.length === 0) return []
	const { rows } = await sql.query<TouchedNode>(
		`WITH RECURSIVE written AS (
			SELECT DISTINCT o.metric_id, o.subject_id, o.team_id FROM observation o
			WHERE o.account_id = $1 AND o.import_id = $2 AND o.member_id IS NULL AND o.metric_id = ANY ($3::uuid[])
		 ),
		 line (metric_id, team_id) AS (
			SELECT w.metric_id, w.team_id FROM written w WHERE w.team_id IS NOT NULL
			UNION
			SELECT l.metric_id, t.parent_id FROM line l JOIN team t ON t.account_id = $1 AND t.id = l.team_id
			WHERE t.parent_id IS NOT NULL
		 )
		 SELECT l.metric_id AS "metricId", l.team_id AS "nodeId" FROM line l
		 UNION SELECT w.metric_id, $1::uuid FROM written w
		 UNION SELECT w.metric_id, NULL FROM written w
			WHERE NOT EXISTS (SELECT FROM observation o WHERE o.account_id = $1 AND o.metric_id = w.metric_id
					AND o.subject_id = w.subject_id AND o.member_id IS NULL AND o.import_id <> $2)
				AND NOT EXISTS (SELECT FROM replaced_observation r WHERE r.account_id = $1 AND r.import_id = $2
					AND r.metric_id = w.metric_id AND r.subject_id = w.subject_id)`,
		[accountId, importId, metrics.map(({ id }) => id)],
	)
	return rows
}
