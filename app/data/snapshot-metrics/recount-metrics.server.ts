import type pg from 'pg'
import type { AccountScope } from '#app/data/account-scope.server.ts'

/** A figure of a metric that a recount does not confirm; `stored` or `counted` is null where that side has none. */
export type MetricDifference = {
	metricId: string
	nodeId: string
	source: string
	/** The family's id, or the node's. */
	groupId: string
	stored: string | null
	counted: string | null
}

/**
 * Recounts the metrics of a snapshot subject by subject up the frozen teams, without anything that publication uses: from what
 * each subject's values came to, as it was frozen with the cycle. Values that came or went since change nothing.
 */
export async function recountMetrics(
	sql: pg.ClientBase,
	{ accountId }: AccountScope,
	{ snapshotId, cycleId, limit }: { snapshotId: string; cycleId: string; limit: number },
): Promise<{ figures: number; differences: MetricDifference[] }> {
	const { rows } = await sql.query<MetricDifference & { figures: number }>(recount, [
		...[accountId, snapshotId, cycleId, limit],
	])
	const differences = rows.flatMap(({ figures: _, ...difference }) =>
		difference.metricId ? [difference] : [],
	)
	return { figures: rows[0]?.figures ?? 0, differences }
}

/** $1 account, $2 snapshot, $3 its cycle, $4 limit. One row at least, for the number of figures. */
const recount = `
	WITH RECURSIVE place (member_id, family_id, node_id) AS (
		SELECT p.member_id, p.family_id, coalesce(p.team_id, p.account_id) FROM participant p
		WHERE p.account_id = $1 AND p.cycle_id = $3 AND p.state = 'active'
		UNION ALL
		SELECT l.member_id, l.family_id, coalesce(t.parent_id, t.account_id)
		FROM place l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = l.node_id
	),
	line (metric_id, subject_id, node_id, is_counted) AS (
		SELECT m.metric_id, m.subject_id, coalesce(t.parent_id, t.account_id), false
		FROM cycle_measurement m JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = m.subject_id
		WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.subject_kind = 'team'
		UNION ALL
		-- What a team has is in the figure of a team above it that has values too, and so further up.
		SELECT l.metric_id, l.subject_id, coalesce(t.parent_id, t.account_id), l.is_counted OR EXISTS (
			SELECT FROM cycle_measurement m WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.metric_id = l.metric_id
				AND m.subject_id = l.node_id AND m.subject_kind = 'team')
		FROM line l JOIN cycle_team t ON t.account_id = $1 AND t.cycle_id = $3 AND t.team_id = l.node_id
	),
	said AS (
		SELECT l.node_id, 'people' AS source, l.family_id AS group_id, m.*
		FROM cycle_measurement m JOIN place l ON l.member_id = m.subject_id
		WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.subject_kind = 'member'
		UNION ALL
		SELECT m.subject_id, 'own', m.subject_id, m.* FROM cycle_measurement m
		WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.subject_kind <> 'member'
		UNION ALL
		SELECT l.node_id, 'teams', l.node_id, m.* FROM line l
		JOIN cycle_measurement m ON m.account_id = $1 AND m.cycle_id = $3 AND m.metric_id = l.metric_id AND m.subject_id = l.subject_id
		WHERE NOT l.is_counted
	),
	counted AS (
		SELECT metric_id, node_id, source, group_id, jsonb_build_array(count(*), sum(observations), sum(unweighted),
			count(*) FILTER (WHERE has_positive), bool_and(covers_cycle), sum(sum), sum(weight_sum), sum(weighted_sum),
			coalesce(sum(last_value), 0), min(first_on), max(last_on)) AS parts
		FROM said GROUP BY 1, 2, 3, 4
	),
	stored AS (
		SELECT metric_id, node_id, source::text, group_id, jsonb_build_array(subjects, observations, unweighted, positive,
			covers_cycle, sum, weight_sum, weighted_sum, last_sum, first_on, last_on) AS parts
		FROM snapshot_metric WHERE account_id = $1 AND snapshot_id = $2
	),
	compared AS MATERIALIZED (
		SELECT coalesce(s.metric_id, c.metric_id) AS metric_id, coalesce(s.node_id, c.node_id) AS node_id,
			coalesce(s.source, c.source) AS source, coalesce(s.group_id, c.group_id) AS group_id, s.parts AS stored, c.parts AS counted
		FROM stored s FULL JOIN counted c
			ON c.metric_id = s.metric_id AND c.node_id = s.node_id AND c.source = s.source AND c.group_id = s.group_id
	)
	SELECT total.figures, d.metric_id AS "metricId", d.node_id AS "nodeId", d.source, d.group_id AS "groupId",
		d.stored::text, d.counted::text
	FROM (SELECT count(*)::int AS figures FROM compared) total
	LEFT JOIN (
		SELECT * FROM compared WHERE stored IS DISTINCT FROM counted ORDER BY metric_id, node_id, source, group_id LIMIT $4
	) d ON true`
