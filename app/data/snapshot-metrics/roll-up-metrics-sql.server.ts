import { snapshotTree } from '#app/data/cell-counts-sql.server.ts'

/** What is copied from one version of a snapshot to the next: every column after the account and the snapshot. */
export const figureColumns = `metric_id, node_id, source, group_id, family_id, subjects, observations, unweighted, positive, covers_cycle,
	sum, weight_sum, weighted_sum, last_sum, first_on, last_on, is_shown`

/** Measurements `m` as one. */
const added = `count(*)::int AS subjects, sum(m.observations)::int AS observations, sum(m.unweighted)::int AS unweighted,
	count(*) FILTER (WHERE m.has_positive)::int AS positive, bool_and(m.covers_cycle) AS covers_cycle, sum(m.sum) AS sum,
	sum(m.weight_sum) AS weight_sum, sum(m.weighted_sum) AS weighted_sum, coalesce(sum(m.last_value), 0) AS last_sum,
	min(m.first_on) AS first_on, max(m.last_on) AS last_on`

/** Groups of them `d` as one. */
const addedUp = `sum(d.subjects)::int, sum(d.observations)::int, sum(d.unweighted)::int, sum(d.positive)::int, bool_and(d.covers_cycle),
	sum(d.sum), sum(d.weight_sum), sum(d.weighted_sum), sum(d.last_sum), min(d.first_on), max(d.last_on)`

/**
 * The one statement that rolls the measurements of a cycle up over the tree of its snapshot. $1 account, $2 snapshot, $3 cycle;
 * $4, $5 and $6 metric, node and family of what is made of people and shown to who sees nobody; $7 and $8 metric and team of
 * what came for a team and is hidden from them, and what is made of that with it.
 *
 * Of a team that has values, what came for the teams below it is in it already and counts no further up.
 */
export const rollUpMetrics = `
	INSERT INTO snapshot_metric (account_id, snapshot_id, ${figureColumns})
	WITH RECURSIVE node (node_id, parent_id) AS MATERIALIZED (${snapshotTree({ account: '$1', snapshot: '$2' })}),
	above (home, node_id) AS (
		SELECT n.node_id, n.node_id FROM node n
		UNION ALL
		SELECT a.home, n.parent_id FROM above a JOIN node n ON n.node_id = a.node_id WHERE n.parent_id IS NOT NULL
	),
	shown (metric_id, node_id, family_id) AS MATERIALIZED (SELECT * FROM unnest($4::uuid[], $5::uuid[], $6::uuid[])),
	hidden (metric_id, node_id) AS MATERIALIZED (SELECT * FROM unnest($7::uuid[], $8::uuid[])),
	direct AS (
		SELECT m.metric_id, coalesce(p.team_id, p.account_id) AS home, p.family_id, ${added}
		FROM cycle_measurement m
		JOIN participant p ON p.account_id = m.account_id AND p.cycle_id = m.cycle_id AND p.member_id = m.subject_id
		WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.subject_kind = 'member'
		GROUP BY 1, 2, 3
	),
	people AS (
		SELECT d.metric_id, a.node_id, 'people'::metric_source AS source, d.family_id AS group_id, d.family_id, ${addedUp}
		FROM direct d JOIN above a ON a.home = d.home GROUP BY d.metric_id, a.node_id, d.family_id
	),
	measured AS MATERIALIZED (
		SELECT m.*, n.parent_id, h.node_id IS NOT NULL AS is_hidden
		FROM cycle_measurement m JOIN node n ON n.node_id = m.subject_id
		LEFT JOIN hidden h ON h.metric_id = m.metric_id AND h.node_id = m.subject_id
		WHERE m.account_id = $1 AND m.cycle_id = $3 AND m.subject_kind <> 'member'
	),
	up (metric_id, subject_id, node_id) AS (
		SELECT m.metric_id, m.subject_id, m.parent_id FROM measured m WHERE m.parent_id IS NOT NULL
		UNION ALL
		SELECT u.metric_id, u.subject_id, n.parent_id FROM up u JOIN node n ON n.node_id = u.node_id
		LEFT JOIN measured m ON m.metric_id = u.metric_id AND m.subject_id = u.node_id
		WHERE n.parent_id IS NOT NULL AND m.subject_id IS NULL
	)
	SELECT $1, $2, p.*, s.node_id IS NOT NULL
	FROM people p LEFT JOIN shown s ON s.metric_id = p.metric_id AND s.node_id = p.node_id AND s.family_id = p.family_id
	UNION ALL
	SELECT $1, $2, m.metric_id, m.subject_id, 'own', m.subject_id, NULL, ${added}, NOT bool_or(m.is_hidden)
	FROM measured m GROUP BY m.metric_id, m.subject_id
	UNION ALL
	SELECT $1, $2, u.metric_id, u.node_id, 'teams', u.node_id, NULL, ${added}, NOT bool_or(m.is_hidden)
	FROM up u JOIN measured m ON m.metric_id = u.metric_id AND m.subject_id = u.subject_id
	GROUP BY u.metric_id, u.node_id`
