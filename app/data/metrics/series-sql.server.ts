/**
 * What the values of metrics come to, by subject, metric, period and source.
 *
 * $1 the account; $2 ids of the account, teams or members; $3 for each of them whether figures are made of its people, and
 * $11 of the teams below it; $4 the length of the periods; $5 ids of metrics; $6 and $7 the first day, and the first after it; $8 lengths of the values that
 * count; $9 and $10 metric and team of values that stay hidden.
 *
 * Sums are text, exact: a number of any size is read, and none is too large for a type.
 *
 * @param of.withLast whether some metric wants the latest value of each subject
 */
export const seriesParts = ({ withLast }: { withLast: boolean }) => `
	WITH RECURSIVE node AS (SELECT * FROM unnest($2::uuid[], $3::boolean[], $11::boolean[]) AS n (id, shows_people, shows_teams)),
	below (node_id, team_id) AS (
		SELECT n.id, t.id FROM node n
		JOIN team t ON t.account_id = $1 AND (t.parent_id = n.id OR (n.id = $1::uuid AND t.parent_id IS NULL))
		UNION ALL
		SELECT b.node_id, t.id FROM below b JOIN team t ON t.account_id = $1 AND t.parent_id = b.team_id
	),
	person (node_id, member_id) AS (
		SELECT n.id, m.id FROM node n JOIN member m ON m.account_id = $1 AND (n.id = $1::uuid OR m.team_id = n.id)
		WHERE n.shows_people
		UNION ALL
		SELECT b.node_id, m.id FROM below b JOIN node n ON n.id = b.node_id AND n.shows_people AND n.id <> $1::uuid
		JOIN member m ON m.account_id = $1 AND m.team_id = b.team_id
	),
	value AS MATERIALIZED (
		SELECT o.metric_id, o.subject_id, o.team_id, o.member_id, o.grain, o.starts_on, o.value, o.weight,
			date_trunc($4::text, o.starts_on::timestamp)::date AS period
		FROM observation o
		WHERE o.account_id = $1 AND o.metric_id = ANY ($5::uuid[]) AND o.starts_on >= $6::date AND o.starts_on < $7::date
			AND o.grain = ANY ($8::grain[])
			AND (o.member_id IS NULL OR o.subject_id = ANY ($2::uuid[]) OR o.member_id IN (SELECT member_id FROM person))
			AND NOT EXISTS (SELECT FROM unnest($9::uuid[], $10::uuid[]) AS h (metric_id, team_id)
				WHERE h.metric_id = o.metric_id AND h.team_id = o.team_id)
	),
	line (team_id, above_id) AS (
		SELECT t.id, t.parent_id FROM team t WHERE t.account_id = $1 AND t.parent_id IS NOT NULL
		UNION ALL
		SELECT l.team_id, t.parent_id FROM line l JOIN team t ON t.account_id = $1 AND t.id = l.above_id
		WHERE t.parent_id IS NOT NULL
	),
	-- Of a team whose value counts, what came for the teams below it is in it already.
	counted AS (
		SELECT DISTINCT b.node_id, l.team_id, v.metric_id, v.period
		FROM (SELECT DISTINCT metric_id, team_id, period FROM value WHERE team_id IS NOT NULL) v
		JOIN below b ON b.team_id = v.team_id
		JOIN line l ON l.above_id = v.team_id
	),
	placed AS (
		SELECT n.id AS node_id, 'own' AS source, v.* FROM node n JOIN value v ON v.subject_id = n.id
		UNION ALL
		SELECT p.node_id, 'people', v.* FROM person p JOIN value v ON v.member_id = p.member_id
		UNION ALL
		SELECT b.node_id, 'teams', v.* FROM below b JOIN node n ON n.id = b.node_id AND n.shows_teams JOIN value v ON v.team_id = b.team_id
		LEFT JOIN counted c ON c.node_id = b.node_id AND c.team_id = v.team_id AND c.metric_id = v.metric_id
			AND c.period = v.period
		WHERE c.team_id IS NULL
	),
	ranked AS (
		SELECT p.*, ${withLast ? `row_number() OVER (PARTITION BY node_id, source, metric_id, period, subject_id ORDER BY starts_on DESC, grain) = 1` : 'false'} AS is_last
		FROM placed p
	)
	SELECT node_id AS "nodeId", metric_id AS "metricId", period::text AS start, source, count(*)::int AS values,
		count(DISTINCT subject_id)::int AS subjects, count(DISTINCT starts_on)::int AS starts,
		array_agg(DISTINCT grain)::text[] AS grains, sum(value)::text AS sum, coalesce(sum(weight), 0)::text AS "weightSum",
		coalesce(sum(value * weight), 0)::text AS "weightedSum", count(*) FILTER (WHERE weight IS NULL)::int AS unweighted,
		count(DISTINCT subject_id) FILTER (WHERE value > 0)::int AS positive,
		coalesce(sum(value) FILTER (WHERE is_last), 0)::text AS "lastSum"
	FROM ranked GROUP BY node_id, metric_id, period, source ORDER BY node_id, metric_id, source, period`
